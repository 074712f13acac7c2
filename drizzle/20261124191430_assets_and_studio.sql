CREATE TABLE "asset_downloads" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"asset_id" uuid NOT NULL,
	"size" text NOT NULL,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "asset_downloads_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "assets" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"file_name" text NOT NULL,
	"upload_sha256" text NOT NULL,
	"content_hash" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"width_px" integer,
	"height_px" integer,
	"duration_ms" integer,
	"cutout" boolean DEFAULT false NOT NULL,
	"file_key" text NOT NULL,
	"thumb_key" text,
	"web_key" text,
	"focal_x" double precision DEFAULT 0.5 NOT NULL,
	"focal_y" double precision DEFAULT 0.5 NOT NULL,
	"author" text DEFAULT '' NOT NULL,
	"source" text DEFAULT 'own' NOT NULL,
	"licence" text DEFAULT 'unknown' NOT NULL,
	"uses" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"territory" text,
	"rights_from" date,
	"rights_to" date,
	"rights_note" text DEFAULT '' NOT NULL,
	"rights_withdrawn_on" date,
	"rights_withdrawn_reason" text,
	"proof_key" text,
	"proof_name" text,
	"proof_type" text,
	"recognisable" boolean DEFAULT false NOT NULL,
	"is_official" boolean DEFAULT false NOT NULL,
	"ai_made" boolean DEFAULT false NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"product_id" uuid,
	"township_id" uuid,
	"merchant_id" uuid,
	"uploaded_by" uuid,
	"uploader_name" text DEFAULT '' NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "assets_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "assets_upload_key" UNIQUE("county_id","upload_sha256")
);
--> statement-breakpoint
CREATE TABLE "campaign_assets" (
	"county_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"asset_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_assets_pkey" PRIMARY KEY("county_id","campaign_id","asset_id")
);
--> statement-breakpoint
CREATE TABLE "poster_comments" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"thread_id" uuid,
	"slot" text,
	"body" text NOT NULL,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" uuid,
	"resolved_by_name" text,
	CONSTRAINT "poster_comments_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "poster_comments_body_said" CHECK ("poster_comments"."body" <> '')
);
--> statement-breakpoint
CREATE TABLE "poster_design_versions" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"design_id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"adjustments" jsonb NOT NULL,
	"document" jsonb NOT NULL,
	"hash" text NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"publisher_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "poster_design_versions_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "poster_design_versions_version_key" UNIQUE("county_id","design_id","version"),
	CONSTRAINT "poster_design_versions_published_when" CHECK ("poster_design_versions"."state" = 'draft' or "poster_design_versions"."published_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "poster_designs" (
	"county_id" uuid NOT NULL,
	"id" text NOT NULL,
	"base_id" text,
	"retired_at" timestamp with time zone,
	"retired_by" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "poster_designs_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
ALTER TABLE "asset_downloads" ADD CONSTRAINT "asset_downloads_asset_fk" FOREIGN KEY ("county_id","asset_id") REFERENCES "public"."assets"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_township_fk" FOREIGN KEY ("county_id","township_id") REFERENCES "public"."townships"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_assets" ADD CONSTRAINT "campaign_assets_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_assets" ADD CONSTRAINT "campaign_assets_asset_fk" FOREIGN KEY ("county_id","asset_id") REFERENCES "public"."assets"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_comments" ADD CONSTRAINT "poster_comments_content_fk" FOREIGN KEY ("county_id","content_id") REFERENCES "public"."poster_contents"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_comments" ADD CONSTRAINT "poster_comments_thread_fk" FOREIGN KEY ("county_id","thread_id") REFERENCES "public"."poster_comments"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_design_versions" ADD CONSTRAINT "poster_design_versions_design_fk" FOREIGN KEY ("county_id","design_id") REFERENCES "public"."poster_designs"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_designs" ADD CONSTRAINT "poster_designs_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asset_downloads_asset_idx" ON "asset_downloads" USING btree ("county_id","asset_id","created_at");--> statement-breakpoint
CREATE INDEX "assets_created_idx" ON "assets" USING btree ("county_id","created_at");--> statement-breakpoint
CREATE INDEX "assets_content_idx" ON "assets" USING btree ("county_id","content_hash");--> statement-breakpoint
CREATE INDEX "campaign_assets_asset_idx" ON "campaign_assets" USING btree ("county_id","asset_id");--> statement-breakpoint
CREATE INDEX "poster_comments_content_idx" ON "poster_comments" USING btree ("county_id","content_id","created_at");