using Microsoft.EntityFrameworkCore.Migrations;

namespace Analytics.Infrastructure.Postgres.Migrations;

// One line for each SQL file, in the order in which they run.
[Migration("0001_tenancy")] internal sealed class Tenancy0001 : SqlMigration;
[Migration("0002_events")] internal sealed class Events0002 : SqlMigration;
[Migration("0003_commerce")] internal sealed class Commerce0003 : SqlMigration;
[Migration("0005_audit")] internal sealed class Audit0005 : SqlMigration;
[Migration("0006_jobs")] internal sealed class Jobs0006 : SqlMigration;
[Migration("0007_idempotency")] internal sealed class Idempotency0007 : SqlMigration;
[Migration("0008_identity")] internal sealed class Identity0008 : SqlMigration;
[Migration("0009_collection")] internal sealed class Collection0009 : SqlMigration;
[Migration("0010_actors")] internal sealed class Actors0010 : SqlMigration;
[Migration("0011_quarantine")] internal sealed class Quarantine0011 : SqlMigration;
[Migration("0012_privacy")] internal sealed class Privacy0012 : SqlMigration;
[Migration("0013_imports")] internal sealed class Imports0013 : SqlMigration;
[Migration("0014_quality")] internal sealed class Quality0014 : SqlMigration;
[Migration("0015_commit")] internal sealed class Commit0015 : SqlMigration;
[Migration("0016_keys_and_journal")] internal sealed class KeysAndJournal0016 : SqlMigration;
[Migration("0024_webhooks")] internal sealed class Webhooks0024 : SqlMigration;
[Migration("0034_jobs")] internal sealed class Jobs0034 : SqlMigration;
[Migration("0044_incidents")] internal sealed class Incidents0044 : SqlMigration;
[Migration("0050_entities_by_person")] internal sealed class EntitiesByPerson0050 : SqlMigration;
[Migration("0051_snapshots")] internal sealed class Snapshots0051 : SqlMigration;
[Migration("0052_snapshot_breakdowns")] internal sealed class SnapshotBreakdowns0052 : SqlMigration;
[Migration("0053_expiry")] internal sealed class Expiry0053 : SqlMigration;

[Migration("0056_certificate_keys")] internal sealed class CertificateKeys0056 : SqlMigration;
