using Analytics.TestKit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
