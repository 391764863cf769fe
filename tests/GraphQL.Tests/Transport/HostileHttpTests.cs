using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Analytics.GraphQL.Tests.Transport;

/// <summary>Requests that no good client sends, byte by byte; the server refuses them and goes on.</summary>
public sealed class HostileHttpTests(ShopServer shop) : IClassFixture<ShopServer>
{
    private const string Query = """{"query":"{ hello }"}""";

    public static TheoryData<string, byte[], int> Bodies => new()
    {
        { "nothing", [], 400 },
        { "a byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Query)], 400 },
        { "half a character in the document", [.. "{\"query\":\"{ hello "u8, 0xC3, .. "}\"}"u8], 400 },
        { "an overlong slash in a variable", [.. "{\"query\":\"{ hello }\",\"variables\":{\"a\":\""u8, 0xC0, 0xAF, .. "\"}}"u8], 400 },
        { "a surrogate as UTF-8 in a name", [.. "{\"query\":\"{ hello }\",\""u8, 0xED, 0xA0, 0x80, .. "\":1}"u8], 400 },
        { "an escaped half pair in the operation name", Text("""{"query":"{ hello }","operationName":"\ud800"}"""), 400 },
        { "a name twice in the variables", Text("""{"query":"{ hello }","variables":{"a":1,"a":2}}"""), 400 },
        { "a name twice, once escaped", Text("""{"query":"{ hello }","variables":{"a":1,"\u0061":2}}"""), 400 },
        { "the query twice, once escaped", Text("""{"query":"{ hello }","\u0071uery":"{ hello }"}"""), 400 },
        { "a thousand levels", Text($$$"""{"query":"{ hello }","variables":{"a":{{{new string('[', 1000)}}}{{{new string(']', 1000)}}} }}"""), 400 },
        { "a thousand open objects", Text(string.Concat(Enumerable.Repeat("{\"a\":", 1000))), 400 },
        { "another value behind", Text(Query + Query), 400 },
        { "a number beyond all bounds", Text("""{"query":"query ($n: Int) { hello }","variables":{"n":1e99999}}"""), 400 },
        { "variables of a megabyte that nobody asked for", Text($$$"""{"query":"{ hello }","variables":{"a":"{{{new string('x', 1 << 20)}}}"}}"""), 400 },
        { "a hundred thousand members", Text("{" + string.Concat(Enumerable.Range(0, 100_000).Select(n => $"\"m{n}\":1,")) + "\"query\":\"{ hello }\"}"), 200 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_is_refused_or_answered_and_the_connection_goes_on(string what, byte[] body, int status)
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync(Head($"Content-Length: {body.Length}"));
        await connection.SendAsync(body);
        var (got, answer) = await connection.ReceiveAsync();
        Assert.True(status == got, $"{what}: {got} {answer.GetRawText()}");
        if (status != 200)
            Assert.NotEqual("INTERNAL", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        await connection.SendAsync(Head($"Content-Length: {Query.Length}"));
        await connection.SendAsync(Text(Query));
        Assert.Equal(200, (await connection.ReceiveAsync()).Status);
    }

    [Fact]
    public async Task Body_in_chunks_of_one_byte_is_a_body()
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync(Head("Transfer-Encoding: chunked"));
        foreach (var character in Query)
            await connection.SendAsync(Text($"1\r\n{character}\r\n"));
        await connection.SendAsync("0\r\n\r\n"u8.ToArray());
        Assert.Equal(200, (await connection.ReceiveAsync()).Status);
    }

    [Fact]
    public async Task Chunked_body_that_never_ends_is_refused_at_the_limit()
    {
        using var connection = await ConnectAsync();
        await connection.SendAsync(Head("Transfer-Encoding: chunked"));
        var chunk = Text($"10000\r\n{new string(' ', 0x10000)}\r\n");
        for (var sent = 0; sent <= 32; sent++) // 2 MiB and a little
            await connection.SendAsync(chunk);
        var (status, answer) = await connection.ReceiveAsync();
        Assert.Equal(413, status);
        Assert.Contains("larger than 2097152 bytes", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 10, 431)]
    [InlineData(1, 100_000, 431)]
    public async Task Bomb_of_headers_is_refused_by_the_server_and_hurts_nobody_else(int count, int length, int status)
    {
        using var connection = await ConnectAsync();
        var headers = string.Join("\r\n", Enumerable.Range(0, count).Select(n => $"X-{n}: {new string('x', length)}"));
        await connection.SendAsync(Head(headers + "\r\nContent-Length: 0"));
        Assert.Equal(status, await connection.ReceiveStatusAsync());
        Assert.Equal("Hello world", (await shop.Server.QueryAsync("{ hello }")).GetProperty("data").GetProperty("hello").GetString());
    }

    [Fact]
    public async Task Accept_with_thousands_of_types_is_read_in_no_time()
    {
        using var connection = await ConnectAsync();
        var types = string.Join(",", Enumerable.Range(0, 2_000).Select(n => $"a/b{n};q=0.1"));
        await connection.SendAsync(Head($"Content-Length: {Query.Length}\r\nAccept: {types},*/*;q=0.01"));
        await connection.SendAsync(Text(Query));
        Assert.Equal(200, (await connection.ReceiveAsync()).Status);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Head(string headers) => Text(
        $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{AcceptOf(headers)}{headers}\r\n\r\n");

    private static string AcceptOf(string headers) =>
        headers.Contains("Accept", StringComparison.Ordinal) ? "" : "Accept: application/graphql-response+json\r\n";

    private async Task<RawConnection> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", shop.Server.Client.BaseAddress!.Port);
        return new RawConnection(client);
    }

    private sealed class RawConnection(TcpClient client) : IDisposable
    {
        private readonly StreamReader _reader = new(client.GetStream(), Encoding.UTF8);

        public async Task SendAsync(byte[] bytes) => await client.GetStream().WriteAsync(bytes);

        public async Task<int> ReceiveStatusAsync()
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            return int.Parse((await _reader.ReadLineAsync(deadline.Token))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }

        public async Task<(int Status, JsonElement Answer)> ReceiveAsync()
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var status = await ReceiveStatusAsync();
            var length = 0;
            while (await _reader.ReadLineAsync(deadline.Token) is { Length: > 0 } line)
                if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture);
            var text = new char[length]; // answers here are ASCII
            await _reader.ReadBlockAsync(text, deadline.Token);
            return (status, JsonSerializer.Deserialize<JsonElement>(text));
        }

        public void Dispose()
        {
            _reader.Dispose();
            client.Dispose();
        }
    }
}
