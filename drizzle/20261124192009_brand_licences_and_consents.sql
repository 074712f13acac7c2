CREATE TABLE "brand_files" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"restricted" boolean DEFAULT false NOT NULL,
	"merchant_id" uuid,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brand_files_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "brand_kits" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"brand_id" uuid,
	"version" integer NOT NULL,
	"palette" jsonb NOT NULL,
	"fonts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"motifs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"brocade_allowed" boolean DEFAULT true NOT NULL,
	"tone" text DEFAULT '' NOT NULL,
	"ratios" jsonb DEFAULT '{"industry":100,"product":100}'::jsonb NOT NULL,
	"published_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brand_kits_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "brand_kits_version_key" UNIQUE NULLS NOT DISTINCT("county_id","brand_id","version")
);
--> statement-breakpoint
CREATE TABLE "brand_parents" (
	"county_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"parent_id" uuid NOT NULL,
	CONSTRAINT "brand_parents_pkey" PRIMARY KEY("county_id","brand_id","parent_id")
);
--> statement-breakpoint
CREATE TABLE "brand_reminders" (
	"county_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"days_before" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brand_reminders_pkey" PRIMARY KEY("county_id","subject","subject_id","days_before")
);
--> statement-breakpoint
CREATE TABLE "brand_standards" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"version" text NOT NULL,
	"title" text NOT NULL,
	"document_no" text NOT NULL,
	"chapters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"product_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"in_force_from" date NOT NULL,
	"in_force_to" date,
	"transition_until" date,
	"file_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brand_standards_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "brand_standards_version_key" UNIQUE("county_id","brand_id","version")
);
--> statement-breakpoint
CREATE TABLE "mark_variants" (
	"county_id" uuid NOT NULL,
	"mark_id" uuid NOT NULL,
	"variant" text NOT NULL,
	"view_box" text NOT NULL,
	"paths" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mark_variants_pkey" PRIMARY KEY("county_id","mark_id","variant")
);
--> statement-breakpoint
CREATE TABLE "licence_checks" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"licence_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person" text NOT NULL,
	"checked_on" date NOT NULL,
	"score" integer,
	"passed" boolean NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "licence_checks_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "licence_objections" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"licence_id" uuid NOT NULL,
	"raised_by" text NOT NULL,
	"words" text NOT NULL,
	"raised_on" date NOT NULL,
	"resolved_on" date,
	"outcome" text,
	"answer" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "licence_objections_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "licence_papers" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"licence_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid NOT NULL,
	"issued_on" date,
	"check_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "licence_papers_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "licence_steps" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"licence_id" uuid NOT NULL,
	"step" text NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "licence_steps_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"asset_id" uuid NOT NULL,
	"uses" jsonb NOT NULL,
	"territory" text,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"name_allowed" boolean DEFAULT false NOT NULL,
	"guardian_name" text,
	"file_id" uuid,
	"withdrawn_on" date,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "consents_person_asset_key" UNIQUE("county_id","person_id","asset_id","valid_from")
);
--> statement-breakpoint
CREATE TABLE "portrait_persons" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"birth_year" integer,
	"is_official" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "portrait_persons_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
ALTER TABLE "licences" ALTER COLUMN "document_no" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "kind" text DEFAULT 'tree' NOT NULL;--> statement-breakpoint
ALTER TABLE "brands" ADD COLUMN "retired_on" date;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "credit_code" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "product_name" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "brand_id" uuid;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "verify_url" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "state" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "state_reason" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "row_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "mark_ids" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "application_no" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "standard_id" uuid;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "last_incident_on" date;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "no_incident" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "applicant_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "applied_by" uuid;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "notice_from" date;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "notice_to" date;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "granted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "granted_by" uuid;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "suspended_on" date;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "appeal_until" date;--> statement-breakpoint
ALTER TABLE "licences" ADD COLUMN "annual_review_due_on" date;--> statement-breakpoint
ALTER TABLE "marks" ADD COLUMN "rules" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "marks" ADD COLUMN "rules_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD COLUMN "marks_passed" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "brand_files" ADD CONSTRAINT "brand_files_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_kits" ADD CONSTRAINT "brand_kits_brand_fk" FOREIGN KEY ("county_id","brand_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_parents" ADD CONSTRAINT "brand_parents_brand_fk" FOREIGN KEY ("county_id","brand_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_parents" ADD CONSTRAINT "brand_parents_parent_fk" FOREIGN KEY ("county_id","parent_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_reminders" ADD CONSTRAINT "brand_reminders_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_standards" ADD CONSTRAINT "brand_standards_brand_fk" FOREIGN KEY ("county_id","brand_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_standards" ADD CONSTRAINT "brand_standards_file_fk" FOREIGN KEY ("county_id","file_id") REFERENCES "public"."brand_files"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mark_variants" ADD CONSTRAINT "mark_variants_mark_fk" FOREIGN KEY ("county_id","mark_id") REFERENCES "public"."marks"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_checks" ADD CONSTRAINT "licence_checks_licence_fk" FOREIGN KEY ("county_id","licence_id") REFERENCES "public"."licences"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_objections" ADD CONSTRAINT "licence_objections_licence_fk" FOREIGN KEY ("county_id","licence_id") REFERENCES "public"."licences"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_papers" ADD CONSTRAINT "licence_papers_licence_fk" FOREIGN KEY ("county_id","licence_id") REFERENCES "public"."licences"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_papers" ADD CONSTRAINT "licence_papers_file_fk" FOREIGN KEY ("county_id","file_id") REFERENCES "public"."brand_files"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_papers" ADD CONSTRAINT "licence_papers_check_fk" FOREIGN KEY ("county_id","check_id") REFERENCES "public"."licence_checks"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_steps" ADD CONSTRAINT "licence_steps_licence_fk" FOREIGN KEY ("county_id","licence_id") REFERENCES "public"."licences"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_fk" FOREIGN KEY ("county_id","person_id") REFERENCES "public"."portrait_persons"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_file_fk" FOREIGN KEY ("county_id","file_id") REFERENCES "public"."brand_files"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_asset_fk" FOREIGN KEY ("county_id","asset_id") REFERENCES "public"."assets"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portrait_persons" ADD CONSTRAINT "portrait_persons_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brand_files_merchant_idx" ON "brand_files" USING btree ("county_id","merchant_id");--> statement-breakpoint
CREATE INDEX "licence_checks_licence_idx" ON "licence_checks" USING btree ("county_id","licence_id");--> statement-breakpoint
CREATE INDEX "licence_objections_licence_idx" ON "licence_objections" USING btree ("county_id","licence_id");--> statement-breakpoint
CREATE INDEX "licence_papers_licence_idx" ON "licence_papers" USING btree ("county_id","licence_id");--> statement-breakpoint
CREATE INDEX "licence_steps_licence_idx" ON "licence_steps" USING btree ("county_id","licence_id","created_at");--> statement-breakpoint
CREATE INDEX "consents_asset_idx" ON "consents" USING btree ("county_id","asset_id");--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_brand_fk" FOREIGN KEY ("county_id","brand_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_file_fk" FOREIGN KEY ("county_id","file_id") REFERENCES "public"."brand_files"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_standard_fk" FOREIGN KEY ("county_id","standard_id") REFERENCES "public"."brand_standards"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificates_merchant_idx" ON "certificates" USING btree ("county_id","holder_merchant_id");--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_application_key" UNIQUE("county_id","application_no");