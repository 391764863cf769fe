using Analytics.Infrastructure.Postgres.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

// A host and nothing else, to be killed by tests: runs the embedded server in the folder that is its argument, says
// "ready <server's process id> <connection string>", and stops it when its input ends.
try
{
    var options = new EmbeddedPostgresOptions { DataDirectory = args[0] };
    await using var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None);
    Console.WriteLine($"ready {postgres.ProcessId} {postgres.ConnectionString}");
    await Console.In.ReadToEndAsync();
    return 0;
}
catch (EmbeddedPostgresException failure)
{
    Console.WriteLine($"error {failure.Message}");
    return 1;
}
