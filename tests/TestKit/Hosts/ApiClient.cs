using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Analytics.TestKit.Hosts;

/// <summary>A caller of the API with one credential: the token, or the key when the role has none.</summary>
public sealed class ApiClient : IDisposable
{
    public ApiClient(Uri address, DemoCredential? credential = null)
    {
        Http = new HttpClient { BaseAddress = address };
        Credential = credential;
        if (credential is not null)
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token);
    }

    public HttpClient Http { get; }

    public DemoCredential? Credential { get; }

    /// <summary>The answer's data; fails the test with the errors when there are any.</summary>
    public async Task<JsonElement> QueryAsync(string query, object? variables = null)
    {
        var answer = await PostAsync(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}");
        return answer.GetProperty("data");
    }

    /// <summary>The first error's code.</summary>
    public async Task<string?> CodeOfErrorAsync(string query, object? variables = null)
    {
        var answer = await PostAsync(query, variables);
        Assert.True(answer.TryGetProperty("errors", out var errors), $"{answer}");
        return errors[0].GetProperty("extensions").GetProperty("code").GetString();
    }

    /// <summary>The whole answer.</summary>
    public async Task<JsonElement> PostAsync(string query, object? variables = null)
    {
        using var response = await Http.PostAsJsonAsync("graphql", new { query, variables });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The answers of a subscription over server-sent events, until it completes or the reader stops.</summary>
    public async IAsyncEnumerable<JsonElement> SubscribeAsync(
        string query, object? variables = null, string? resumeFrom = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql")
        {
            Content = JsonContent.Create(new { query, variables, extensions = resumeFrom is null ? null : new { resumeFrom } }),
        };
        request.Headers.Accept.Add(new("text/event-stream"));
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var name = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (name == "next" && line.StartsWith("data: ", StringComparison.Ordinal))
                yield return JsonDocument.Parse(line[6..]).RootElement;
    }

    /// <summary>Sends bytes to a collection endpoint with a key.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(
        string path, string body, string? key, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.Authorization = key is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:")));
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement);
    }

    public void Dispose() => Http.Dispose();
}
