CREATE TABLE "poster_batch_items" (
	"county_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"format" text NOT NULL,
	"position" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"skip_reason" text,
	"error" text,
	"hash" text,
	"finished_at" timestamp with time zone,
	CONSTRAINT "poster_batch_items_pkey" PRIMARY KEY("county_id","batch_id","merchant_id","format")
);
--> statement-breakpoint
CREATE TABLE "poster_batches" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"formats" jsonb NOT NULL,
	"filter" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"paused_reason" text,
	"total" integer NOT NULL,
	"last_error" text,
	"created_by" uuid,
	"created_by_name" text NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "poster_batches_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "poster_packs" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"packed" integer DEFAULT 0 NOT NULL,
	"total" integer NOT NULL,
	"created_by" uuid,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "poster_packs_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "poster_recall_outputs" (
	"county_id" uuid NOT NULL,
	"recall_id" uuid NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "poster_recall_outputs_pkey" PRIMARY KEY("county_id","recall_id","hash")
);
--> statement-breakpoint
CREATE TABLE "poster_recall_receipts" (
	"county_id" uuid NOT NULL,
	"recall_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"notified_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" uuid,
	CONSTRAINT "poster_recall_receipts_pkey" PRIMARY KEY("county_id","recall_id","merchant_id")
);
--> statement-breakpoint
CREATE TABLE "poster_recalls" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"reason" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"replacement_content_id" uuid,
	"state" text NOT NULL,
	"source" text DEFAULT 'person' NOT NULL,
	"outputs" integer DEFAULT 0 NOT NULL,
	"codes" integer DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"created_by_name" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_by_name" text DEFAULT '' NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_words" text DEFAULT '' NOT NULL,
	CONSTRAINT "poster_recalls_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
ALTER TABLE "poster_batch_items" ADD CONSTRAINT "poster_batch_items_batch_fk" FOREIGN KEY ("county_id","batch_id") REFERENCES "public"."poster_batches"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_batch_items" ADD CONSTRAINT "poster_batch_items_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_batches" ADD CONSTRAINT "poster_batches_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_batches" ADD CONSTRAINT "poster_batches_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_batches" ADD CONSTRAINT "poster_batches_content_fk" FOREIGN KEY ("county_id","content_id") REFERENCES "public"."poster_contents"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_packs" ADD CONSTRAINT "poster_packs_batch_fk" FOREIGN KEY ("county_id","batch_id") REFERENCES "public"."poster_batches"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_recall_outputs" ADD CONSTRAINT "poster_recall_outputs_recall_fk" FOREIGN KEY ("county_id","recall_id") REFERENCES "public"."poster_recalls"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_recall_outputs" ADD CONSTRAINT "poster_recall_outputs_output_fk" FOREIGN KEY ("county_id","hash") REFERENCES "public"."poster_outputs"("county_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_recall_receipts" ADD CONSTRAINT "poster_recall_receipts_recall_fk" FOREIGN KEY ("county_id","recall_id") REFERENCES "public"."poster_recalls"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_recall_receipts" ADD CONSTRAINT "poster_recall_receipts_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_recalls" ADD CONSTRAINT "poster_recalls_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_recalls" ADD CONSTRAINT "poster_recalls_replacement_fk" FOREIGN KEY ("county_id","replacement_content_id") REFERENCES "public"."poster_contents"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "poster_batch_items_state_idx" ON "poster_batch_items" USING btree ("county_id","batch_id","state","position");--> statement-breakpoint
CREATE INDEX "poster_batches_created_idx" ON "poster_batches" USING btree ("county_id","created_at");--> statement-breakpoint
CREATE INDEX "poster_packs_batch_idx" ON "poster_packs" USING btree ("county_id","batch_id");--> statement-breakpoint
CREATE INDEX "poster_recall_outputs_hash_idx" ON "poster_recall_outputs" USING btree ("county_id","hash");--> statement-breakpoint
CREATE INDEX "poster_recall_receipts_merchant_idx" ON "poster_recall_receipts" USING btree ("county_id","merchant_id");--> statement-breakpoint
CREATE INDEX "poster_recalls_state_idx" ON "poster_recalls" USING btree ("county_id","state","created_at");--> statement-breakpoint
CREATE INDEX "poster_recalls_scope_idx" ON "poster_recalls" USING btree ("county_id","scope","scope_id");