using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>Starts the server of one folder, whatever the one before it has left there.</summary>
internal sealed class ServerLaunch(
    EmbeddedPostgresOptions options, ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, ILogger logger)
{
    private const int PortAttempts = 5;

    // What PostgreSQL says of sessions whose server was killed: they end when they next wait for anything.
    private const string SessionsLeft = "pre-existing shared memory block";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <returns>A server that answers, and where.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not start.</exception>
    public async Task<(ServerProcess Server, int Port)> AtFreePortAsync(CancellationToken cancellationToken)
    {
        // A port that is free now may be taken before the server has it.
        for (var attempt = 1; ; attempt++)
            try
            {
                var port = FreePort();
                return (await AtPortAsync(port, cancellationToken), port);
            }
            catch (EmbeddedPostgresException failure) when (attempt < PortAttempts && IsPortTaken(failure.Message))
            {
                // Another one.
            }
    }

    /// <returns>A server that answers.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not start.</exception>
    public async Task<ServerProcess> AtPortAsync(int port, CancellationToken cancellationToken)
    {
        await LeftoverServer.ClearAsync(folder, logger, cancellationToken);
        folder.ResetSocketDirectory();
        await account.OwnAsync(folder.SocketDirectory, cancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var start = account.Server(binaries.Postgres, ServerSettings.Arguments(options, folder, port));
            foreach (var (name, value) in ServerSettings.Allocation)
                start.Environment[name] = value;
            var server = await ServerProcess.StartAsync(start, logger);
            if (await IsReadyAsync(server, cancellationToken))
                return server;
            var waits = server.Output.Contains(SessionsLeft, StringComparison.Ordinal)
                && TimeProvider.System.GetElapsedTime(begun) < _patience;
            if (!waits)
                throw new EmbeddedPostgresException($"PostgreSQL did not start in '{folder.Root}': {server.Output}");
            await Task.Delay(_pause, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<bool> IsReadyAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        try
        {
            return await server.WaitUntilReadyAsync(TimeSpan.FromSeconds(options.StartTimeoutSeconds), cancellationToken);
        }
        catch (TimeoutException failure)
        {
            await server.StopAsync();
            throw new EmbeddedPostgresException(
                $"PostgreSQL was not ready in '{folder.Root}' within {options.StartTimeoutSeconds} s: {server.Output}", failure);
        }
        catch (OperationCanceledException)
        {
            await server.StopAsync();
            throw;
        }
    }

    private static bool IsPortTaken(string message) => message.Contains("Address already in use", StringComparison.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
