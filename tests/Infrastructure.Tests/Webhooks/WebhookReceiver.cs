using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Analytics.Infrastructure.Tests.Webhooks;

/// <summary>Somebody's endpoint on this machine.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _running;

    public WebhookReceiver()
    {
        while (true)
        {
            Address = new Uri($"http://localhost:{FreePort()}/hook");
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"http://localhost:{Address.Port}/");
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // Another took the port meanwhile.
            }
        }
        _running = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>What it answers; 0 for nothing at all.</summary>
    public int Status { get; set; } = 204;

    public ConcurrentQueue<ReceivedWebhook> Received { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
        _listener.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var headers = context.Request.Headers;
                Received.Enqueue(new ReceivedWebhook(
                    headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!,
                    await reader.ReadToEndAsync()));
                if (Status == 0)
                    continue;
                context.Response.StatusCode = Status;
                context.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}

internal sealed record ReceivedWebhook(string Id, string Timestamp, string Signature, string Body);
