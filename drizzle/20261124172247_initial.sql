CREATE TABLE "county_hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"is_short" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"county_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"organisation_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_pkey" PRIMARY KEY("county_id","user_id","role")
);
--> statement-breakpoint
CREATE TABLE "one_time_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid,
	"county_id" uuid,
	"secret_hash" text NOT NULL,
	"payload" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_time_tokens_secret_key" UNIQUE("purpose","secret_hash")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"hard_expires_at" timestamp with time zone NOT NULL,
	"device_county_id" uuid,
	"device_activity_id" uuid,
	"agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone_hash" text,
	"phone_tail" text,
	"password_hash" text,
	"locale" text,
	"disabled_at" timestamp with time zone,
	"last_signed_in_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_key" UNIQUE("email"),
	CONSTRAINT "users_phone_hash_key" UNIQUE("phone_hash")
);
--> statement-breakpoint
CREATE TABLE "attribution_runs" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule_set_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"written" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "attribution_runs_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_day_credits" (
	"county_id" uuid NOT NULL,
	"rule_set_id" uuid NOT NULL,
	"bucket" text NOT NULL,
	"sold_on" date NOT NULL,
	"tier" char(1) NOT NULL,
	"last_fen" bigint NOT NULL,
	"last_non_direct_fen" bigint NOT NULL,
	"first_fen" bigint NOT NULL,
	"linear_fen" bigint NOT NULL,
	"decay_fen" bigint NOT NULL,
	"position_fen" bigint NOT NULL,
	CONSTRAINT "campaign_day_credits_pkey" PRIMARY KEY("county_id","rule_set_id","bucket","sold_on","tier")
);
--> statement-breakpoint
CREATE TABLE "credit_overrides" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"action" text NOT NULL,
	"campaign_id" uuid,
	"activity_id" uuid,
	"merchant_id" uuid,
	"reason" text NOT NULL,
	"document_id" uuid,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"revoked_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "credit_overrides_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "credit_overrides_reason_check" CHECK (char_length("credit_overrides"."reason") >= 10),
	CONSTRAINT "credit_overrides_two_people_check" CHECK ("credit_overrides"."approved_by" <> "credit_overrides"."proposed_by"),
	CONSTRAINT "credit_overrides_assign_check" CHECK ("credit_overrides"."action" <> 'assign' or "credit_overrides"."campaign_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "credits" (
	"county_id" uuid NOT NULL,
	"rule_set_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"touch_id" uuid,
	"touch_key" text NOT NULL,
	"type" text NOT NULL,
	"campaign_id" uuid,
	"activity_id" uuid,
	"merchant_id" uuid,
	"tier" char(1) NOT NULL,
	"age_s" integer NOT NULL,
	"decay_weight" bigint NOT NULL,
	"last_fen" bigint NOT NULL,
	"last_non_direct_fen" bigint NOT NULL,
	"first_fen" bigint NOT NULL,
	"linear_fen" bigint NOT NULL,
	"decay_fen" bigint NOT NULL,
	"position_fen" bigint NOT NULL,
	"is_halo" boolean NOT NULL,
	"sold_on" date NOT NULL,
	CONSTRAINT "credits_pkey" PRIMARY KEY("county_id","rule_set_id","line_id","seq")
);
--> statement-breakpoint
CREATE TABLE "dirty_lines" (
	"county_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"parked_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "dirty_lines_pkey" PRIMARY KEY("county_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"county_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"person_id" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"reviewed_at" timestamp with time zone,
	CONSTRAINT "identities_pkey" PRIMARY KEY("county_id","kind","hash")
);
--> statement-breakpoint
CREATE TABLE "identity_edges" (
	"county_id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_event_id" text NOT NULL,
	"left_kind" text NOT NULL,
	"left_hash" text NOT NULL,
	"right_kind" text NOT NULL,
	"right_hash" text NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"voided_at" timestamp with time zone,
	CONSTRAINT "identity_edges_pkey" PRIMARY KEY("county_id","source","source_event_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_lines" (
	"county_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"identity" text,
	"person_id" text,
	"placed_at" timestamp with time zone NOT NULL,
	"sold_on" date NOT NULL,
	"net_fen" bigint NOT NULL,
	"product_id" uuid,
	"channel" text NOT NULL,
	"is_pending" boolean DEFAULT false NOT NULL,
	"evidence" jsonb,
	CONSTRAINT "ledger_lines_pkey" PRIMARY KEY("county_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_touches" (
	"county_id" uuid NOT NULL,
	"touch_id" uuid NOT NULL,
	"source_key" text NOT NULL,
	"identity" text,
	"person_id" text,
	"type" text NOT NULL,
	"campaign_id" uuid,
	"activity_id" uuid,
	"merchant_id" uuid,
	"code" text,
	"touched_at" timestamp with time zone NOT NULL,
	"flag" text,
	"voided_at" timestamp with time zone,
	CONSTRAINT "ledger_touches_pkey" PRIMARY KEY("county_id","touch_id"),
	CONSTRAINT "ledger_touches_source_key" UNIQUE("county_id","source_key")
);
--> statement-breakpoint
CREATE TABLE "line_attributions" (
	"county_id" uuid NOT NULL,
	"rule_set_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"net_fen" bigint NOT NULL,
	"sold_on" date NOT NULL,
	"order_tier" char(1) NOT NULL,
	"touch_count" smallint NOT NULL,
	"truncated" boolean NOT NULL,
	"pending" boolean NOT NULL,
	"codes_disagree" boolean NOT NULL,
	"input_hash" text NOT NULL,
	"run_id" uuid NOT NULL,
	CONSTRAINT "line_attributions_pkey" PRIMARY KEY("county_id","rule_set_id","line_id")
);
--> statement-breakpoint
CREATE TABLE "merchant_bindings" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"merchant_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"source_key" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"protected_until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "merchant_bindings_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "rule_sets" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"rules" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"activated_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	CONSTRAINT "rule_sets_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "rule_sets_key_key" UNIQUE("county_id","key"),
	CONSTRAINT "rule_sets_key_check" CHECK ("rule_sets"."key" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text,
	"label" text,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_entries_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "brands" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"level" integer NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"owner" text NOT NULL,
	"steward_organisation_id" uuid,
	"industry_id" uuid,
	"merchant_id" uuid,
	"founded_on" date,
	"required_on" text DEFAULT 'optional' NOT NULL,
	"story" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brands_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "brands_name_key" UNIQUE("county_id","name")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"holder_merchant_id" uuid,
	"product_id" uuid,
	"body" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"scope" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "certificates_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "certificates_number_key" UNIQUE("county_id","kind","number")
);
--> statement-breakpoint
CREATE TABLE "licence_products" (
	"county_id" uuid NOT NULL,
	"licence_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "licence_products_pkey" PRIMARY KEY("county_id","licence_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "licences" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"holder_merchant_id" uuid,
	"holder_organisation_id" uuid,
	"uses" jsonb NOT NULL,
	"territory" text,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"document_no" text NOT NULL,
	"standard_version" text,
	"status" text NOT NULL,
	"renews_id" uuid,
	"conditions" text,
	"revoked_on" date,
	"revoked_reason" text,
	"row_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "licences_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "licences_document_key" UNIQUE("county_id","document_no")
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"drawing" text NOT NULL,
	"view_box" text NOT NULL,
	"wordmark" text NOT NULL,
	"colours" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"registration_no" text,
	"classes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "marks_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "marks_version_key" UNIQUE("county_id","brand_id","version")
);
--> statement-breakpoint
CREATE TABLE "activities" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"start_rule" jsonb,
	"venue" text DEFAULT '' NOT NULL,
	"responsible_organisation_id" uuid,
	"expected_attendance" integer,
	"note" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activities_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "activities_times_check" CHECK ("activities"."ends_at" > "activities"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "annual_plans" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"year" integer NOT NULL,
	"title" text NOT NULL,
	"goals" text DEFAULT '' NOT NULL,
	"budget_fen" bigint NOT NULL,
	"state" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "annual_plans_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "annual_plans_year_key" UNIQUE("county_id","year")
);
--> statement-breakpoint
CREATE TABLE "budget_lines" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"amount_fen" bigint NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_lines_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "budget_lines_amount_check" CHECK ("budget_lines"."amount_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "campaign_brands" (
	"county_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	CONSTRAINT "campaign_brands_pkey" PRIMARY KEY("county_id","campaign_id","brand_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_codes" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"campaign_id" uuid NOT NULL,
	"activity_id" uuid,
	"merchant_id" uuid,
	"valid_from" timestamp with time zone,
	"valid_to" timestamp with time zone,
	"redemption_limit" integer,
	"suspended_at" timestamp with time zone,
	"suspended_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_codes_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "campaign_codes_key" UNIQUE("county_id","kind","code","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_countersigns" (
	"county_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"signed_at" timestamp with time zone,
	"signed_by" uuid,
	CONSTRAINT "campaign_countersigns_pkey" PRIMARY KEY("county_id","campaign_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_decisions" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" uuid,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"content_hash" text,
	"content" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_decisions_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_industries" (
	"county_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"industry_id" uuid NOT NULL,
	"share_bp" integer NOT NULL,
	CONSTRAINT "campaign_industries_pkey" PRIMARY KEY("county_id","campaign_id","industry_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_merchants" (
	"county_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_merchants_pkey" PRIMARY KEY("county_id","campaign_id","merchant_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_organisers" (
	"county_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"part" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_organisers_pkey" PRIMARY KEY("county_id","campaign_id","organisation_id","part")
);
--> statement-breakpoint
CREATE TABLE "campaign_products" (
	"county_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"price_fen" bigint,
	"stock_commitment" integer,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_products_pkey" PRIMARY KEY("county_id","campaign_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_targets" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"group" text NOT NULL,
	"measure" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"target" bigint NOT NULL,
	"actual" bigint,
	"evidence" text,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_targets_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_tasks" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"activity_id" uuid,
	"title" text NOT NULL,
	"responsible_organisation_id" uuid,
	"owner" text,
	"starts_on" date,
	"due_on" date NOT NULL,
	"deliverable" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"delay_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_tasks_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text,
	"theme" text DEFAULT '' NOT NULL,
	"objective" text DEFAULT '' NOT NULL,
	"audience" text DEFAULT '' NOT NULL,
	"area" text DEFAULT '' NOT NULL,
	"programme_line_id" uuid,
	"plan_step" text DEFAULT '' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"start_rule" jsonb,
	"end_rule" jsonb,
	"state" text DEFAULT 'draft' NOT NULL,
	"risks" text DEFAULT '' NOT NULL,
	"risk_owner" text DEFAULT '' NOT NULL,
	"teams_absent" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"intro_zh" text DEFAULT '' NOT NULL,
	"intro_en" text DEFAULT '' NOT NULL,
	"picture" text,
	"rule_set_key" text,
	"headline_model" text DEFAULT 'last' NOT NULL,
	"approved_hash" text,
	"approved_at" timestamp with time zone,
	"state_reason" text,
	"created_by" uuid,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"writers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "campaigns_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "campaigns_code_key" UNIQUE("county_id","code"),
	CONSTRAINT "campaigns_dates_check" CHECK ("campaigns"."ends_on" >= "campaigns"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"number" text,
	"issuer" text DEFAULT '' NOT NULL,
	"issued_on" date,
	"in_force_from" date,
	"in_force_to" date,
	"status" text DEFAULT 'issued' NOT NULL,
	"secrecy" text DEFAULT 'internal' NOT NULL,
	"file_key" text,
	"campaign_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "programme_lines" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"industry_id" uuid NOT NULL,
	"goal" text NOT NULL,
	"quarter" integer,
	"budget_fen" bigint NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "programme_lines_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"county_id" uuid NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	CONSTRAINT "calendar_days_pkey" PRIMARY KEY("county_id","day")
);
--> statement-breakpoint
CREATE TABLE "county_settings" (
	"county_id" uuid PRIMARY KEY NOT NULL,
	"icp" text,
	"imprint_zh" text DEFAULT '' NOT NULL,
	"imprint_en" text DEFAULT '' NOT NULL,
	"privacy_zh" text DEFAULT '' NOT NULL,
	"privacy_en" text DEFAULT '' NOT NULL,
	"requires_countersign" boolean DEFAULT true NOT NULL,
	"countersign_organisation_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"petty_limit_fen" bigint,
	"code_prefix" text DEFAULT '' NOT NULL,
	"spoken_prefix" text DEFAULT '' NOT NULL,
	"brocade_allowed" boolean DEFAULT true NOT NULL,
	"palette" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"active_rule_set_key" text,
	"demo" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "industries" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "industries_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "industries_code_key" UNIQUE("county_id","code")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"short_name" text,
	"team" text NOT NULL,
	"is_government" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "organisations_name_key" UNIQUE("county_id","name")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"industry_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"spec" text NOT NULL,
	"unit" text NOT NULL,
	"list_price_fen" bigint NOT NULL,
	"margin_bp" integer,
	"picture" text,
	"story_zh" text DEFAULT '' NOT NULL,
	"story_en" text DEFAULT '' NOT NULL,
	"shelved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "products_code_key" UNIQUE("county_id","code")
);
--> statement-breakpoint
CREATE TABLE "townships" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "townships_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "townships_name_key" UNIQUE("county_id","name")
);
--> statement-breakpoint
CREATE TABLE "counties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"province" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "counties_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "outbox_facts" (
	"county_id" uuid NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_facts_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"topic" text NOT NULL,
	"subject_id" text NOT NULL,
	"payload" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_facts_pkey" PRIMARY KEY("county_id","position")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"to_name" text NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mails_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "merchant_products" (
	"county_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "merchant_products_pkey" PRIMARY KEY("county_id","merchant_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "merchant_users" (
	"county_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"is_owner" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merchant_users_pkey" PRIMARY KEY("county_id","merchant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"short_name" text,
	"kind" text NOT NULL,
	"township_id" uuid,
	"village" text,
	"contact_name" text,
	"credit_code" text,
	"spoken_number" text,
	"state" text DEFAULT 'active' NOT NULL,
	"suspended_reason" text,
	"joined_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merchants_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "merchants_name_key" UNIQUE("county_id","name"),
	CONSTRAINT "merchants_spoken_number_key" UNIQUE("county_id","spoken_number")
);
--> statement-breakpoint
CREATE TABLE "product_offers" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"shop_name" text NOT NULL,
	"url" text,
	"search_words" text,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_offers_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"read_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notices_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "budget_line_sources" (
	"county_id" uuid NOT NULL,
	"budget_line_id" uuid NOT NULL,
	"allocation_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_line_sources_pkey" PRIMARY KEY("county_id","budget_line_id","allocation_id"),
	CONSTRAINT "budget_line_sources_amount_check" CHECK ("budget_line_sources"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "fund_allocations" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"document_no" text DEFAULT '' NOT NULL,
	"amount_fen" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fund_allocations_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "fund_allocations_amount_check" CHECK ("fund_allocations"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "fund_commitments" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"budget_line_id" uuid NOT NULL,
	"party" text NOT NULL,
	"method" text DEFAULT '' NOT NULL,
	"contract_no" text,
	"amount_fen" bigint NOT NULL,
	"signed_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fund_commitments_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "fund_commitments_amount_check" CHECK ("fund_commitments"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "fund_payments" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"budget_line_id" uuid NOT NULL,
	"commitment_id" uuid,
	"amount_fen" bigint NOT NULL,
	"paid_on" date NOT NULL,
	"payee" text NOT NULL,
	"voucher_no" text NOT NULL,
	"invoice_no" text,
	"description" text DEFAULT '' NOT NULL,
	"reverses_id" uuid,
	"reason" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fund_payments_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "fund_payments_voucher_key" UNIQUE("county_id","voucher_no"),
	CONSTRAINT "fund_payments_reverses_key" UNIQUE("county_id","reverses_id"),
	CONSTRAINT "fund_payments_sign_check" CHECK (("fund_payments"."reverses_id" is null and "fund_payments"."amount_fen" > 0) or ("fund_payments"."reverses_id" is not null and "fund_payments"."amount_fen" < 0))
);
--> statement-breakpoint
CREATE TABLE "fund_sources" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"document_no" text DEFAULT '' NOT NULL,
	"year" integer NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"amount_fen" bigint NOT NULL,
	"deadline" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fund_sources_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "fund_sources_name_key" UNIQUE("county_id","year","name"),
	CONSTRAINT "fund_sources_amount_check" CHECK ("fund_sources"."amount_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"registration_id" uuid,
	"device_id" text NOT NULL,
	"nonce" text NOT NULL,
	"list" text DEFAULT 'main' NOT NULL,
	"kind" text DEFAULT 'enter' NOT NULL,
	"result" text DEFAULT 'ok' NOT NULL,
	"reason" text,
	"phone_hash" text,
	"phone_key_version" integer,
	"scanned_at" timestamp with time zone NOT NULL,
	"offset_ms" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"voided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_ins_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "check_ins_nonce_key" UNIQUE("county_id","device_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"phone_hash" text,
	"phone_key_version" integer,
	"visitor_hash" text,
	"headcount" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'registered' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registrations_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "live_goods" (
	"county_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"price_fen" bigint,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "live_goods_pkey" PRIMARY KEY("county_id","session_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "live_sessions" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"account" text NOT NULL,
	"room_id" text,
	"operator_name" text DEFAULT '' NOT NULL,
	"operator_credit_code" text,
	"shop_name" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"actual_starts_at" timestamp with time zone,
	"actual_ends_at" timestamp with time zone,
	"views" integer,
	"peak_viewers" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "live_sessions_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "live_sessions_activity_key" UNIQUE("county_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "roster_slots" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"host" text NOT NULL,
	"host_account_id" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roster_slots_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "roster_slots_times_check" CHECK ("roster_slots"."ends_at" > "roster_slots"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "clicks" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"journal_file" text NOT NULL,
	"journal_offset" bigint NOT NULL,
	"code" text NOT NULL,
	"link_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"visitor_hash" text NOT NULL,
	"address_hash" text NOT NULL,
	"network_hash" text NOT NULL,
	"user_agent" text NOT NULL,
	"ahead" boolean DEFAULT false NOT NULL,
	"flag" text,
	"flag_version" text NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "clicks_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "clicks_journal_key" UNIQUE("county_id","journal_file","journal_offset")
);
--> statement-breakpoint
CREATE TABLE "journal_files" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"records" integer DEFAULT 0 NOT NULL,
	"damaged" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"code" text PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"type" text NOT NULL,
	"content_id" uuid,
	"format" text,
	"destination" text NOT NULL,
	"recalled_at" timestamp with time zone,
	"recalled_reason" text,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "link_codes_combination_key" UNIQUE NULLS NOT DISTINCT("county_id","link_id","type","content_id","format")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid,
	"activity_id" uuid,
	"merchant_id" uuid,
	"channel" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "links_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "links_point_key" UNIQUE NULLS NOT DISTINCT("county_id","campaign_id","activity_id","merchant_id","channel")
);
--> statement-breakpoint
CREATE TABLE "shop_leaves" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"journal_file" text NOT NULL,
	"journal_offset" bigint NOT NULL,
	"code" text,
	"offer_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"product_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"campaign_id" uuid,
	"visitor_hash" text NOT NULL,
	"left_at" timestamp with time zone NOT NULL,
	"flag" text,
	CONSTRAINT "shop_leaves_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "shop_leaves_journal_key" UNIQUE("county_id","journal_file","journal_offset")
);
--> statement-breakpoint
CREATE TABLE "touches" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"source" text NOT NULL,
	"source_event_id" text NOT NULL,
	"code" text NOT NULL,
	"link_id" uuid NOT NULL,
	"campaign_id" uuid,
	"activity_id" uuid,
	"merchant_id" uuid,
	"visitor_hash" text NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	"flag" text,
	"voided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "touches_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "touches_source_key" UNIQUE("county_id","source","source_event_id")
);
--> statement-breakpoint
CREATE TABLE "visitors" (
	"county_id" uuid NOT NULL,
	"visitor_hash" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"first_code" text,
	CONSTRAINT "visitors_pkey" PRIMARY KEY("county_id","visitor_hash")
);
--> statement-breakpoint
CREATE TABLE "poster_addresses" (
	"hash" text PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "poster_approvals" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"content_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"content_hash" text NOT NULL,
	"user_id" uuid,
	"user_name" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "poster_approvals_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "poster_contents" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"poster_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"design_id" text NOT NULL,
	"design_version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"writers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"approved_hash" text,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"replaced_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_reason" text,
	"withdrawn_words" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "poster_contents_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "poster_contents_version_key" UNIQUE("county_id","poster_id","version")
);
--> statement-breakpoint
CREATE TABLE "poster_downloads" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"hash" text NOT NULL,
	"merchant_id" uuid,
	"user_id" uuid,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "poster_downloads_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "poster_outputs" (
	"county_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"content_id" uuid NOT NULL,
	"merchant_id" uuid,
	"format" text NOT NULL,
	"format_version" integer NOT NULL,
	"code" text,
	"file_key" text NOT NULL,
	"file_sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"width_px" integer NOT NULL,
	"height_px" integer NOT NULL,
	"path" text NOT NULL,
	"licence_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"recalled_at" timestamp with time zone,
	"recalled_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "poster_outputs_pkey" PRIMARY KEY("county_id","hash")
);
--> statement-breakpoint
CREATE TABLE "posters" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posters_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "exclusion_rule_sets" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"rules" jsonb NOT NULL,
	"active_from" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "exclusion_rule_sets_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "exclusion_rule_sets_key_key" UNIQUE("county_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "import_mappings_name_key" UNIQUE("county_id","name")
);
--> statement-breakpoint
CREATE TABLE "order_adjustments" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"source_key" text NOT NULL,
	"source" text NOT NULL,
	"refund_no" text,
	"line_key" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"assumed" boolean NOT NULL,
	"occurred_at" timestamp with time zone,
	"import_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_adjustments_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "order_adjustments_source_key" UNIQUE("county_id","order_id","source_key")
);
--> statement-breakpoint
CREATE TABLE "order_import_rows" (
	"county_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"outcome" text NOT NULL,
	"shop" text,
	"order_no" text,
	"reason" text,
	"column_name" text,
	"value" text,
	"facts" text,
	"cells" text[],
	CONSTRAINT "order_import_rows_pkey" PRIMARY KEY("county_id","import_id","line")
);
--> statement-breakpoint
CREATE TABLE "order_imports" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"storage_key" text,
	"platform" text,
	"profile" text,
	"reading" jsonb,
	"preview" jsonb,
	"mapping" jsonb,
	"chosen_shop" text,
	"exported_at" timestamp with time zone,
	"state" text NOT NULL,
	"checkpoint" jsonb,
	"rows_staged" integer DEFAULT 0 NOT NULL,
	"rows_rejected" integer DEFAULT 0 NOT NULL,
	"orders_folded" integer DEFAULT 0 NOT NULL,
	"idle_starts" smallint DEFAULT 0 NOT NULL,
	"cancel_requested_at" timestamp with time zone,
	"report" jsonb,
	"error" jsonb,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "order_imports_pkey" PRIMARY KEY("county_id","id")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"line_key" text NOT NULL,
	"position" smallint NOT NULL,
	"stage" text NOT NULL,
	"platform_product_id" text,
	"title" text,
	"sku" text,
	"seller_codes" text[],
	"matched_product_id" uuid,
	"quantity" integer,
	"paid_fen" bigint,
	"refunded_fen" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "order_lines_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "order_lines_key_key" UNIQUE("county_id","order_id","line_key")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"order_no" text NOT NULL,
	"stage" text NOT NULL,
	"stage_text" text,
	"status" text NOT NULL,
	"counted" boolean NOT NULL,
	"excluded_by" text,
	"ordered_at" timestamp with time zone,
	"paid_at" timestamp with time zone,
	"sold_at" timestamp with time zone,
	"time_from_order_no" boolean DEFAULT false NOT NULL,
	"paid_fen" bigint,
	"refunded_fen" bigint DEFAULT 0 NOT NULL,
	"freight_fen" bigint,
	"merchant_fen" bigint,
	"province" text,
	"city" text,
	"area" text,
	"phone_hash" text,
	"phone_key_version" smallint,
	"promoter_id" text,
	"promoter_name" text,
	"traffic_source" text,
	"traffic_form" text,
	"traffic_channel" text,
	"carrier" text,
	"traffic_pending" boolean DEFAULT false NOT NULL,
	"codes" text[],
	"stall_activity_id" uuid,
	"exported_at" timestamp with time zone NOT NULL,
	"import_id" uuid,
	"facts" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "orders_number_key" UNIQUE("county_id","shop_id","order_no"),
	CONSTRAINT "orders_paid_check" CHECK ("orders"."paid_fen" is null or "orders"."paid_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "possible_duplicates" (
	"county_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"other_order_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"seconds_apart" integer NOT NULL,
	"decision" text,
	"kept_order_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "possible_duplicates_pkey" PRIMARY KEY("county_id","order_id","other_order_id")
);
--> statement-breakpoint
CREATE TABLE "product_aliases" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"platform" text,
	"alias" text NOT NULL,
	"product_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_aliases_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "product_aliases_alias_key" UNIQUE NULLS NOT DISTINCT("county_id","kind","platform","alias")
);
--> statement-breakpoint
CREATE TABLE "refund_cases" (
	"county_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"refund_no" text NOT NULL,
	"order_no" text NOT NULL,
	"line_no" text,
	"amount_fen" bigint NOT NULL,
	"happened_at" timestamp with time zone,
	"exported_at" timestamp with time zone NOT NULL,
	"import_id" uuid,
	CONSTRAINT "refund_cases_pkey" PRIMARY KEY("county_id","shop_id","refund_no")
);
--> statement-breakpoint
CREATE TABLE "shop_aliases" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"alias" text NOT NULL,
	"shop_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shop_aliases_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "shop_aliases_alias_key" UNIQUE("county_id","platform","alias")
);
--> statement-breakpoint
CREATE TABLE "shops" (
	"county_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"name" text NOT NULL,
	"merchant_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shops_pkey" PRIMARY KEY("county_id","id"),
	CONSTRAINT "shops_name_key" UNIQUE("county_id","platform","name")
);
--> statement-breakpoint
CREATE TABLE "status_meanings" (
	"county_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"status_text" text NOT NULL,
	"stage" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "status_meanings_pkey" PRIMARY KEY("county_id","platform","status_text")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"county_id" uuid NOT NULL,
	"source" text NOT NULL,
	"webhook_id" text NOT NULL,
	"body_hash" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY("county_id","source","webhook_id")
);
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution_runs" ADD CONSTRAINT "attribution_runs_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution_runs" ADD CONSTRAINT "attribution_runs_rule_set_fk" FOREIGN KEY ("county_id","rule_set_id") REFERENCES "public"."rule_sets"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_overrides" ADD CONSTRAINT "credit_overrides_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_overrides" ADD CONSTRAINT "credit_overrides_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_overrides" ADD CONSTRAINT "credit_overrides_activity_fk" FOREIGN KEY ("county_id","activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_overrides" ADD CONSTRAINT "credit_overrides_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_overrides" ADD CONSTRAINT "credit_overrides_document_fk" FOREIGN KEY ("county_id","document_id") REFERENCES "public"."documents"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_bindings" ADD CONSTRAINT "merchant_bindings_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_bindings" ADD CONSTRAINT "merchant_bindings_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_parent_fk" FOREIGN KEY ("county_id","parent_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_steward_fk" FOREIGN KEY ("county_id","steward_organisation_id") REFERENCES "public"."organisations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_industry_fk" FOREIGN KEY ("county_id","industry_id") REFERENCES "public"."industries"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_merchant_fk" FOREIGN KEY ("county_id","holder_merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_products" ADD CONSTRAINT "licence_products_licence_fk" FOREIGN KEY ("county_id","licence_id") REFERENCES "public"."licences"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_products" ADD CONSTRAINT "licence_products_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_brand_fk" FOREIGN KEY ("county_id","brand_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_merchant_fk" FOREIGN KEY ("county_id","holder_merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_organisation_fk" FOREIGN KEY ("county_id","holder_organisation_id") REFERENCES "public"."organisations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences" ADD CONSTRAINT "licences_renews_fk" FOREIGN KEY ("county_id","renews_id") REFERENCES "public"."licences"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marks" ADD CONSTRAINT "marks_brand_fk" FOREIGN KEY ("county_id","brand_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organisation_fk" FOREIGN KEY ("county_id","responsible_organisation_id") REFERENCES "public"."organisations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annual_plans" ADD CONSTRAINT "annual_plans_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_brands" ADD CONSTRAINT "campaign_brands_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_brands" ADD CONSTRAINT "campaign_brands_brand_fk" FOREIGN KEY ("county_id","brand_id") REFERENCES "public"."brands"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_codes" ADD CONSTRAINT "campaign_codes_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_codes" ADD CONSTRAINT "campaign_codes_activity_fk" FOREIGN KEY ("county_id","activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_codes" ADD CONSTRAINT "campaign_codes_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_countersigns" ADD CONSTRAINT "campaign_countersigns_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_countersigns" ADD CONSTRAINT "campaign_countersigns_organisation_fk" FOREIGN KEY ("county_id","organisation_id") REFERENCES "public"."organisations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_decisions" ADD CONSTRAINT "campaign_decisions_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_industries" ADD CONSTRAINT "campaign_industries_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_industries" ADD CONSTRAINT "campaign_industries_industry_fk" FOREIGN KEY ("county_id","industry_id") REFERENCES "public"."industries"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_merchants" ADD CONSTRAINT "campaign_merchants_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_merchants" ADD CONSTRAINT "campaign_merchants_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_organisers" ADD CONSTRAINT "campaign_organisers_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_organisers" ADD CONSTRAINT "campaign_organisers_organisation_fk" FOREIGN KEY ("county_id","organisation_id") REFERENCES "public"."organisations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_products" ADD CONSTRAINT "campaign_products_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_products" ADD CONSTRAINT "campaign_products_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_targets" ADD CONSTRAINT "campaign_targets_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_tasks" ADD CONSTRAINT "campaign_tasks_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_tasks" ADD CONSTRAINT "campaign_tasks_activity_fk" FOREIGN KEY ("county_id","activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_tasks" ADD CONSTRAINT "campaign_tasks_organisation_fk" FOREIGN KEY ("county_id","responsible_organisation_id") REFERENCES "public"."organisations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_programme_line_fk" FOREIGN KEY ("county_id","programme_line_id") REFERENCES "public"."programme_lines"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_lines" ADD CONSTRAINT "programme_lines_plan_fk" FOREIGN KEY ("county_id","plan_id") REFERENCES "public"."annual_plans"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_lines" ADD CONSTRAINT "programme_lines_industry_fk" FOREIGN KEY ("county_id","industry_id") REFERENCES "public"."industries"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_days" ADD CONSTRAINT "calendar_days_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "county_settings" ADD CONSTRAINT "county_settings_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "industries" ADD CONSTRAINT "industries_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_industry_fk" FOREIGN KEY ("county_id","industry_id") REFERENCES "public"."industries"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "townships" ADD CONSTRAINT "townships_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_products" ADD CONSTRAINT "merchant_products_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_products" ADD CONSTRAINT "merchant_products_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_users" ADD CONSTRAINT "merchant_users_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_users" ADD CONSTRAINT "merchant_users_user_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "merchants_township_fk" FOREIGN KEY ("county_id","township_id") REFERENCES "public"."townships"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_offers" ADD CONSTRAINT "product_offers_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_offers" ADD CONSTRAINT "product_offers_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line_sources" ADD CONSTRAINT "budget_line_sources_line_fk" FOREIGN KEY ("county_id","budget_line_id") REFERENCES "public"."budget_lines"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_line_sources" ADD CONSTRAINT "budget_line_sources_allocation_fk" FOREIGN KEY ("county_id","allocation_id") REFERENCES "public"."fund_allocations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_allocations" ADD CONSTRAINT "fund_allocations_source_fk" FOREIGN KEY ("county_id","source_id") REFERENCES "public"."fund_sources"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_allocations" ADD CONSTRAINT "fund_allocations_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_commitments" ADD CONSTRAINT "fund_commitments_line_fk" FOREIGN KEY ("county_id","budget_line_id") REFERENCES "public"."budget_lines"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_payments" ADD CONSTRAINT "fund_payments_line_fk" FOREIGN KEY ("county_id","budget_line_id") REFERENCES "public"."budget_lines"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_payments" ADD CONSTRAINT "fund_payments_commitment_fk" FOREIGN KEY ("county_id","commitment_id") REFERENCES "public"."fund_commitments"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_payments" ADD CONSTRAINT "fund_payments_reverses_fk" FOREIGN KEY ("county_id","reverses_id") REFERENCES "public"."fund_payments"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_sources" ADD CONSTRAINT "fund_sources_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_activity_fk" FOREIGN KEY ("county_id","activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_registration_fk" FOREIGN KEY ("county_id","registration_id") REFERENCES "public"."registrations"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_activity_fk" FOREIGN KEY ("county_id","activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_goods" ADD CONSTRAINT "live_goods_session_fk" FOREIGN KEY ("county_id","session_id") REFERENCES "public"."live_sessions"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_goods" ADD CONSTRAINT "live_goods_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_sessions" ADD CONSTRAINT "live_sessions_activity_fk" FOREIGN KEY ("county_id","activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_slots" ADD CONSTRAINT "roster_slots_session_fk" FOREIGN KEY ("county_id","session_id") REFERENCES "public"."live_sessions"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clicks" ADD CONSTRAINT "clicks_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clicks" ADD CONSTRAINT "clicks_link_fk" FOREIGN KEY ("county_id","link_id") REFERENCES "public"."links"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_activity_fk" FOREIGN KEY ("county_id","activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_leaves" ADD CONSTRAINT "shop_leaves_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_link_fk" FOREIGN KEY ("county_id","link_id") REFERENCES "public"."links"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_approvals" ADD CONSTRAINT "poster_approvals_content_fk" FOREIGN KEY ("county_id","content_id") REFERENCES "public"."poster_contents"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_contents" ADD CONSTRAINT "poster_contents_poster_fk" FOREIGN KEY ("county_id","poster_id") REFERENCES "public"."posters"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_contents" ADD CONSTRAINT "poster_contents_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_downloads" ADD CONSTRAINT "poster_downloads_output_fk" FOREIGN KEY ("county_id","hash") REFERENCES "public"."poster_outputs"("county_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD CONSTRAINT "poster_outputs_content_fk" FOREIGN KEY ("county_id","content_id") REFERENCES "public"."poster_contents"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poster_outputs" ADD CONSTRAINT "poster_outputs_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posters" ADD CONSTRAINT "posters_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posters" ADD CONSTRAINT "posters_campaign_fk" FOREIGN KEY ("county_id","campaign_id") REFERENCES "public"."campaigns"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusion_rule_sets" ADD CONSTRAINT "exclusion_rule_sets_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusion_rule_sets" ADD CONSTRAINT "exclusion_rule_sets_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mappings" ADD CONSTRAINT "import_mappings_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_adjustments" ADD CONSTRAINT "order_adjustments_order_fk" FOREIGN KEY ("county_id","order_id") REFERENCES "public"."orders"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_imports" ADD CONSTRAINT "order_imports_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_imports" ADD CONSTRAINT "order_imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_product_fk" FOREIGN KEY ("county_id","matched_product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_stall_activity_fk" FOREIGN KEY ("county_id","stall_activity_id") REFERENCES "public"."activities"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "possible_duplicates" ADD CONSTRAINT "possible_duplicates_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "possible_duplicates" ADD CONSTRAINT "possible_duplicates_order_fk" FOREIGN KEY ("county_id","order_id") REFERENCES "public"."orders"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "possible_duplicates" ADD CONSTRAINT "possible_duplicates_other_fk" FOREIGN KEY ("county_id","other_order_id") REFERENCES "public"."orders"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_aliases" ADD CONSTRAINT "product_aliases_product_fk" FOREIGN KEY ("county_id","product_id") REFERENCES "public"."products"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_cases" ADD CONSTRAINT "refund_cases_shop_fk" FOREIGN KEY ("county_id","shop_id") REFERENCES "public"."shops"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_aliases" ADD CONSTRAINT "shop_aliases_shop_fk" FOREIGN KEY ("county_id","shop_id") REFERENCES "public"."shops"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_merchant_fk" FOREIGN KEY ("county_id","merchant_id") REFERENCES "public"."merchants"("county_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_meanings" ADD CONSTRAINT "status_meanings_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_meanings" ADD CONSTRAINT "status_meanings_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "memberships_user_idx" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "one_time_tokens_user_idx" ON "one_time_tokens" USING btree ("user_id","purpose");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "attribution_runs_started_idx" ON "attribution_runs" USING btree ("county_id","started_at");--> statement-breakpoint
CREATE INDEX "campaign_day_credits_day_idx" ON "campaign_day_credits" USING btree ("county_id","rule_set_id","sold_on");--> statement-breakpoint
CREATE INDEX "credit_overrides_line_idx" ON "credit_overrides" USING btree ("county_id","line_id","approved_at");--> statement-breakpoint
CREATE INDEX "credits_campaign_idx" ON "credits" USING btree ("county_id","rule_set_id","campaign_id","sold_on");--> statement-breakpoint
CREATE INDEX "credits_merchant_idx" ON "credits" USING btree ("county_id","rule_set_id","merchant_id","sold_on");--> statement-breakpoint
CREATE INDEX "dirty_lines_due_idx" ON "dirty_lines" USING btree ("county_id","not_before","enqueued_at");--> statement-breakpoint
CREATE INDEX "identities_person_idx" ON "identities" USING btree ("county_id","person_id");--> statement-breakpoint
CREATE INDEX "identity_edges_left_idx" ON "identity_edges" USING btree ("county_id","left_kind","left_hash");--> statement-breakpoint
CREATE INDEX "identity_edges_right_idx" ON "identity_edges" USING btree ("county_id","right_kind","right_hash");--> statement-breakpoint
CREATE INDEX "ledger_lines_order_idx" ON "ledger_lines" USING btree ("county_id","order_id");--> statement-breakpoint
CREATE INDEX "ledger_lines_person_idx" ON "ledger_lines" USING btree ("county_id","person_id","placed_at","line_id");--> statement-breakpoint
CREATE INDEX "ledger_lines_placed_idx" ON "ledger_lines" USING btree ("county_id","placed_at");--> statement-breakpoint
CREATE INDEX "ledger_lines_sold_idx" ON "ledger_lines" USING btree ("county_id","sold_on");--> statement-breakpoint
CREATE INDEX "ledger_touches_person_idx" ON "ledger_touches" USING btree ("county_id","person_id","touched_at","source_key");--> statement-breakpoint
CREATE INDEX "ledger_touches_campaign_idx" ON "ledger_touches" USING btree ("county_id","campaign_id","touched_at");--> statement-breakpoint
CREATE INDEX "ledger_touches_identity_idx" ON "ledger_touches" USING btree ("county_id","identity");--> statement-breakpoint
CREATE INDEX "line_attributions_tier_idx" ON "line_attributions" USING btree ("county_id","rule_set_id","order_tier","sold_on");--> statement-breakpoint
CREATE UNIQUE INDEX "merchant_bindings_one_active_key" ON "merchant_bindings" USING btree ("county_id","person_id") WHERE "merchant_bindings"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "merchant_bindings_merchant_idx" ON "merchant_bindings" USING btree ("county_id","merchant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_sets_one_active_key" ON "rule_sets" USING btree ("county_id") WHERE "rule_sets"."state" = 'active';--> statement-breakpoint
CREATE INDEX "audit_entries_created_idx" ON "audit_entries" USING btree ("county_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_entries_subject_idx" ON "audit_entries" USING btree ("county_id","subject","subject_id");--> statement-breakpoint
CREATE INDEX "licences_brand_idx" ON "licences" USING btree ("county_id","brand_id");--> statement-breakpoint
CREATE INDEX "licences_merchant_idx" ON "licences" USING btree ("county_id","holder_merchant_id");--> statement-breakpoint
CREATE INDEX "activities_campaign_idx" ON "activities" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "activities_starts_idx" ON "activities" USING btree ("county_id","starts_at");--> statement-breakpoint
CREATE INDEX "budget_lines_campaign_idx" ON "budget_lines" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_codes_code_idx" ON "campaign_codes" USING btree ("county_id","code");--> statement-breakpoint
CREATE INDEX "campaign_codes_campaign_idx" ON "campaign_codes" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_decisions_campaign_idx" ON "campaign_decisions" USING btree ("county_id","campaign_id","created_at");--> statement-breakpoint
CREATE INDEX "campaign_merchants_merchant_idx" ON "campaign_merchants" USING btree ("county_id","merchant_id");--> statement-breakpoint
CREATE INDEX "campaign_products_product_idx" ON "campaign_products" USING btree ("county_id","product_id");--> statement-breakpoint
CREATE INDEX "campaign_targets_campaign_idx" ON "campaign_targets" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_tasks_campaign_idx" ON "campaign_tasks" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "campaign_tasks_due_idx" ON "campaign_tasks" USING btree ("county_id","due_on");--> statement-breakpoint
CREATE INDEX "campaigns_dates_idx" ON "campaigns" USING btree ("county_id","starts_on");--> statement-breakpoint
CREATE INDEX "campaigns_state_idx" ON "campaigns" USING btree ("county_id","state");--> statement-breakpoint
CREATE INDEX "documents_campaign_idx" ON "documents" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "programme_lines_plan_idx" ON "programme_lines" USING btree ("county_id","plan_id");--> statement-breakpoint
CREATE INDEX "products_industry_idx" ON "products" USING btree ("county_id","industry_id");--> statement-breakpoint
CREATE INDEX "outbox_facts_topic_idx" ON "outbox_facts" USING btree ("county_id","topic","position");--> statement-breakpoint
CREATE INDEX "mails_created_idx" ON "mails" USING btree ("county_id","created_at");--> statement-breakpoint
CREATE INDEX "merchant_products_product_idx" ON "merchant_products" USING btree ("county_id","product_id");--> statement-breakpoint
CREATE INDEX "merchant_users_user_idx" ON "merchant_users" USING btree ("county_id","user_id");--> statement-breakpoint
CREATE INDEX "merchants_township_idx" ON "merchants" USING btree ("county_id","township_id");--> statement-breakpoint
CREATE INDEX "product_offers_product_idx" ON "product_offers" USING btree ("county_id","product_id");--> statement-breakpoint
CREATE INDEX "product_offers_merchant_idx" ON "product_offers" USING btree ("county_id","merchant_id");--> statement-breakpoint
CREATE INDEX "notices_user_idx" ON "notices" USING btree ("county_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "budget_line_sources_allocation_idx" ON "budget_line_sources" USING btree ("county_id","allocation_id");--> statement-breakpoint
CREATE INDEX "fund_allocations_source_idx" ON "fund_allocations" USING btree ("county_id","source_id");--> statement-breakpoint
CREATE INDEX "fund_allocations_campaign_idx" ON "fund_allocations" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "fund_commitments_line_idx" ON "fund_commitments" USING btree ("county_id","budget_line_id");--> statement-breakpoint
CREATE INDEX "fund_payments_line_idx" ON "fund_payments" USING btree ("county_id","budget_line_id");--> statement-breakpoint
CREATE INDEX "fund_payments_paid_idx" ON "fund_payments" USING btree ("county_id","paid_on");--> statement-breakpoint
CREATE INDEX "check_ins_activity_idx" ON "check_ins" USING btree ("county_id","activity_id");--> statement-breakpoint
CREATE INDEX "registrations_activity_idx" ON "registrations" USING btree ("county_id","activity_id");--> statement-breakpoint
CREATE INDEX "roster_slots_session_idx" ON "roster_slots" USING btree ("county_id","session_id");--> statement-breakpoint
CREATE INDEX "roster_slots_starts_idx" ON "roster_slots" USING btree ("county_id","starts_at");--> statement-breakpoint
CREATE INDEX "clicks_link_idx" ON "clicks" USING btree ("county_id","link_id","opened_at");--> statement-breakpoint
CREATE INDEX "clicks_visitor_idx" ON "clicks" USING btree ("county_id","visitor_hash","opened_at");--> statement-breakpoint
CREATE INDEX "link_codes_content_idx" ON "link_codes" USING btree ("county_id","content_id");--> statement-breakpoint
CREATE INDEX "link_codes_changed_idx" ON "link_codes" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "links_merchant_idx" ON "links" USING btree ("county_id","merchant_id");--> statement-breakpoint
CREATE INDEX "shop_leaves_campaign_idx" ON "shop_leaves" USING btree ("county_id","campaign_id","left_at");--> statement-breakpoint
CREATE INDEX "shop_leaves_merchant_idx" ON "shop_leaves" USING btree ("county_id","merchant_id","left_at");--> statement-breakpoint
CREATE INDEX "touches_campaign_idx" ON "touches" USING btree ("county_id","campaign_id","touched_at");--> statement-breakpoint
CREATE INDEX "touches_merchant_idx" ON "touches" USING btree ("county_id","merchant_id","touched_at");--> statement-breakpoint
CREATE INDEX "touches_visitor_idx" ON "touches" USING btree ("county_id","visitor_hash","touched_at");--> statement-breakpoint
CREATE INDEX "visitors_last_seen_idx" ON "visitors" USING btree ("county_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "poster_approvals_content_idx" ON "poster_approvals" USING btree ("county_id","content_id","created_at");--> statement-breakpoint
CREATE INDEX "poster_contents_campaign_idx" ON "poster_contents" USING btree ("county_id","campaign_id","state");--> statement-breakpoint
CREATE INDEX "poster_downloads_hash_idx" ON "poster_downloads" USING btree ("county_id","hash","created_at");--> statement-breakpoint
CREATE INDEX "poster_outputs_content_idx" ON "poster_outputs" USING btree ("county_id","content_id");--> statement-breakpoint
CREATE INDEX "poster_outputs_merchant_idx" ON "poster_outputs" USING btree ("county_id","merchant_id");--> statement-breakpoint
CREATE INDEX "posters_campaign_idx" ON "posters" USING btree ("county_id","campaign_id");--> statement-breakpoint
CREATE INDEX "order_imports_created_idx" ON "order_imports" USING btree ("county_id","created_at");--> statement-breakpoint
CREATE INDEX "order_imports_sha256_idx" ON "order_imports" USING btree ("county_id","sha256");--> statement-breakpoint
CREATE INDEX "order_lines_product_idx" ON "order_lines" USING btree ("county_id","matched_product_id") WHERE "order_lines"."matched_product_id" is not null;--> statement-breakpoint
CREATE INDEX "orders_sold_idx" ON "orders" USING btree ("county_id","sold_at");--> statement-breakpoint
CREATE INDEX "orders_unknown_idx" ON "orders" USING btree ("county_id","platform","stage_text") WHERE "orders"."stage_text" is not null;--> statement-breakpoint
CREATE INDEX "possible_duplicates_other_idx" ON "possible_duplicates" USING btree ("county_id","other_order_id");--> statement-breakpoint
CREATE INDEX "product_aliases_product_idx" ON "product_aliases" USING btree ("county_id","product_id");--> statement-breakpoint
CREATE INDEX "refund_cases_order_idx" ON "refund_cases" USING btree ("county_id","shop_id","order_no");--> statement-breakpoint
CREATE INDEX "shop_aliases_shop_idx" ON "shop_aliases" USING btree ("county_id","shop_id");--> statement-breakpoint
CREATE INDEX "shops_merchant_idx" ON "shops" USING btree ("county_id","merchant_id");