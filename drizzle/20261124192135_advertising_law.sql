CREATE TABLE "law_checks" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"moment" text NOT NULL,
	"text_hash" text NOT NULL,
	"list_version" text NOT NULL,
	"verdict" text NOT NULL,
	"hits" jsonb NOT NULL,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "law_checks_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "law_claims" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"proves" text NOT NULL,
	"phrase" text NOT NULL,
	"product_id" uuid,
	"papers" jsonb NOT NULL,
	"scope" jsonb NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"created_by" uuid,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	CONSTRAINT "law_claims_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "law_confirmations" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"official_text_url" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"confirmed_by" uuid,
	"confirmed_by_name" text NOT NULL,
	"confirmed_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "law_confirmations_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "law_decisions" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"hit_text" text NOT NULL,
	"slot" text NOT NULL,
	"text_hash" text NOT NULL,
	"list_version" text NOT NULL,
	"law" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"evidence_hash" text NOT NULL,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "law_decisions_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "law_findings" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"label" text NOT NULL,
	"path" text NOT NULL,
	"kind" text NOT NULL,
	"text_hash" text NOT NULL,
	"list_version" text NOT NULL,
	"hits" jsonb NOT NULL,
	"moment" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolution" text,
	"resolved_by" uuid,
	"resolved_reason" text,
	CONSTRAINT "law_findings_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "law_findings_once_key" UNIQUE("county_id","subject","subject_id","text_hash","list_version","kind")
);
--> statement-breakpoint
CREATE TABLE "law_list_versions" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"base_version" text NOT NULL,
	"additions" jsonb NOT NULL,
	"changes" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"effect" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"signed_by" uuid,
	"signed_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "law_list_versions_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "law_list_versions_number_key" UNIQUE("county_id","number")
);
--> statement-breakpoint
CREATE TABLE "law_platform_looks" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"looked_at_on" date NOT NULL,
	"next_check_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"looked_by" uuid,
	"looked_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "law_platform_looks_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "law_runs" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"list_version" text NOT NULL,
	"checked" integer NOT NULL,
	"blocked" integer NOT NULL,
	"reviewed" integer NOT NULL,
	"effects" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "law_runs_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "law_statements" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"hit_text" text NOT NULL,
	"reason" text NOT NULL,
	"claim_id" uuid,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "law_statements_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
ALTER TABLE "law_checks" ADD CONSTRAINT "law_checks_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_claims" ADD CONSTRAINT "law_claims_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_claims" ADD CONSTRAINT "law_claims_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_confirmations" ADD CONSTRAINT "law_confirmations_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_decisions" ADD CONSTRAINT "law_decisions_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_decisions" ADD CONSTRAINT "law_decisions_check_fk" FOREIGN KEY ("county_id","check_id") REFERENCES "public"."law_checks"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_findings" ADD CONSTRAINT "law_findings_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_list_versions" ADD CONSTRAINT "law_list_versions_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_platform_looks" ADD CONSTRAINT "law_platform_looks_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_runs" ADD CONSTRAINT "law_runs_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_statements" ADD CONSTRAINT "law_statements_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "law_checks_subject_idx" ON "law_checks" USING btree ("county_id","subject","subject_id","created_at");--> statement-breakpoint
CREATE INDEX "law_claims_product_idx" ON "law_claims" USING btree ("county_id","product_id");--> statement-breakpoint
CREATE INDEX "law_confirmations_subject_idx" ON "law_confirmations" USING btree ("county_id","subject","created_at");--> statement-breakpoint
CREATE INDEX "law_decisions_subject_idx" ON "law_decisions" USING btree ("county_id","subject","subject_id","created_at");--> statement-breakpoint
CREATE INDEX "law_decisions_rule_idx" ON "law_decisions" USING btree ("county_id","rule_id","created_at");--> statement-breakpoint
CREATE INDEX "law_findings_open_idx" ON "law_findings" USING btree ("county_id","resolved_at","created_at");--> statement-breakpoint
CREATE INDEX "law_platform_looks_rule_idx" ON "law_platform_looks" USING btree ("county_id","rule","created_at");--> statement-breakpoint
CREATE INDEX "law_runs_newest_idx" ON "law_runs" USING btree ("county_id","created_at");--> statement-breakpoint
CREATE INDEX "law_statements_subject_idx" ON "law_statements" USING btree ("county_id","subject","subject_id","created_at");