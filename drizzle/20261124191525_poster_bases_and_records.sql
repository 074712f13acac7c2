CREATE TABLE "poster_bases" (
	"county_id" uuid NOT NULL,
	"key" text NOT NULL,
	"design_id" text NOT NULL,
	"format" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"figures" jsonb NOT NULL,
	"file_key" text,
	"bytes" integer DEFAULT 0 NOT NULL,
	"set_up_ms" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "poster_bases_pkey" PRIMARY KEY("county_id","key")
);
--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD COLUMN "draw_us" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD COLUMN "law_list_version" text;--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD COLUMN "qr_read" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD COLUMN "fetched_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD COLUMN "evicted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "poster_bases" ADD CONSTRAINT "poster_bases_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "poster_bases_created_idx" ON "poster_bases" USING btree ("county_id","created_at");--> statement-breakpoint
CREATE INDEX "poster_outputs_fetched_idx" ON "poster_outputs" USING btree ("county_id","fetched_at");