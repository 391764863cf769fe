using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Analytics.TestKit;

namespace Analytics.Scenarios.Web;

/// <summary>
/// A shop's web server: its pages hold the browser SDK, and it hands what the SDK sends on to the API, so that a test
/// can come between them and the API's address may change.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly HttpListener _listener;
    private readonly Task _serving;
    private int _requests;

    public Shop(Uri api)
    {
        Api = api;
        (_listener, Address) = Listen();
        _serving = ServeAsync();
    }

    /// <summary>Where its pages are.</summary>
    public Uri Address { get; }

    /// <summary>Where the API is at the moment.</summary>
    public Uri Api { get; set; }

    /// <summary>The snippet that every page holds.</summary>
    public string Snippet { get; set; } = "";

    /// <summary>What becomes of the SDK's n-th request, counted from 1; null lets it pass.</summary>
    public Func<int, Mishap?> Interfere { get; set; } = _ => null;

    /// <summary>The ids of all messages that the API acknowledged, as often as it did.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = new();

    /// <summary>Requests of the SDK so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _http.Dispose();
    }

    private static (HttpListener, Uri) Listen()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener { Prefixes = { address.ToString() } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                // Somebody else was quicker to take the port.
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            if (context.Request.HttpMethod == "POST")
                await CollectAsync(context);
            else if (context.Request.Url!.AbsolutePath == "/sdk.js")
                await WriteAsync(context, "text/javascript", await _http.GetStringAsync(new Uri(Api, "sdk.js")));
            else if (context.Request.Url.AbsolutePath == "/index.js")
                await WriteAsync(context, "text/javascript",
                    await File.ReadAllTextAsync(Repository.Path("web", "tracker", "dist", "index.js")));
            else
                await WriteAsync(context, "text/html",
                    $"<!doctype html><html lang=\"en\"><head><title>{context.Request.Url.AbsolutePath}</title>"
                    + $"<link rel=\"icon\" href=\"data:,\">{Snippet}</head><body>Shop</body></html>");
        }
        catch (Exception fault) when (fault is HttpRequestException or HttpListenerException or IOException)
        {
            context.Response.Abort();   // as a network does that fails: the API or the browser is gone
        }
    }

    private async Task CollectAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var mishap = Interfere(Interlocked.Increment(ref _requests));
        if (mishap is Mishap.NotReached)
        {
            context.Response.Abort();
            return;
        }

        if (mishap is Mishap.TooMany)
        {
            context.Response.StatusCode = 429;
            context.Response.Headers["Retry-After"] = "600";
            context.Response.Close();
            return;
        }

        using var answer = await _http.PostAsync(
            new Uri(Api, context.Request.Url!.AbsolutePath), new StringContent(body, Encoding.UTF8, "text/plain"));
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode)
            foreach (var message in JsonDocument.Parse(body).RootElement.GetProperty("batch").EnumerateArray())
                Acknowledged.Enqueue(message.GetProperty("messageId").GetString()!);
        if (mishap is Mishap.AnswerLost)
        {
            context.Response.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        await WriteAsync(context, "application/json", text);
    }

    private static async Task WriteAsync(HttpListenerContext context, string type, string text)
    {
        context.Response.ContentType = type + "; charset=utf-8";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }
}

/// <summary>What can become of a request on its way.</summary>
internal enum Mishap
{
    /// <summary>The API never sees it.</summary>
    NotReached,

    /// <summary>The API takes it, and its answer never arrives.</summary>
    AnswerLost,

    /// <summary>It is told to come back in ten minutes.</summary>
    TooMany,
}
