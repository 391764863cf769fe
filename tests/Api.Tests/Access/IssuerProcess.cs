using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Analytics.Api.Tests.Access;

/// <summary>The test issuer, running as a process of its own on a free port of this machine.</summary>
public sealed class IssuerProcess : IAsyncLifetime
{
    private readonly HttpClient _control = new();
    private Process? _process;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public async ValueTask InitializeAsync()
    {
        await StartAsync(Address);
        await AddKeyAsync("rsa-1", "RSA");
        await AddKeyAsync("ec-256", "P-256");
        await AddKeyAsync("ec-384", "P-384");
        await AddKeyAsync("ec-521", "P-521");
    }

    /// <summary>A crash: nothing is said to those who are connected.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Again where it was, and without any key.</summary>
    public Task RestartAsync() => StartAsync(Address);

    public Task AddKeyAsync(string kid, string type) => PostAsync($"control/keys?kid={kid}&type={type}", null);

    public async Task WithdrawKeyAsync(string kid) =>
        (await _control.DeleteAsync(new Uri(Address, $"control/keys/{kid}"))).EnsureSuccessStatusCode();

    public Task AddEntryAsync(string name, string json) =>
        PostAsync($"control/entries/{name}", new StringContent(json, null, "application/json"));

    public Task NameItselfAsync(string issuer) =>
        PostAsync($"control/issuer?name={Uri.EscapeDataString(issuer)}", null);

    public Task FailAsync(bool on) => PostAsync($"control/failing?on={(on ? "true" : "false")}", null);

    /// <summary>How often its keys were asked for.</summary>
    public async Task<int> KeyRequestsAsync() => int.Parse(
        await _control.GetStringAsync(new Uri(Address, "control/key-requests")), CultureInfo.InvariantCulture);

    public async Task<string> SignAsync(string kid, string algorithm, object header, object payload)
    {
        var address = new Uri(Address, $"control/sign/{kid}?algorithm={algorithm}");
        using var response = await _control.PostAsJsonAsync(address, new { header, payload });
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        _control.Dispose();
    }

    private async Task StartAsync(Uri address)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Analytics.TestIssuer.dll"), "--urls", address.ToString() },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process?.Dispose();
        _process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        Assert.StartsWith("listening ", line, StringComparison.Ordinal);
        Address = new Uri(line!["listening ".Length..]);
    }

    private async Task PostAsync(string path, HttpContent? content) =>
        (await _control.PostAsync(new Uri(Address, path), content)).EnsureSuccessStatusCode();
}
