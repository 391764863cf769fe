using Analytics.Domain.Querying;
using Analytics.Infrastructure.Querying;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Querying;

public sealed class CertificateKeysTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_node_has_one_key_a_quarter_keeps_the_earlier_and_another_tenant_finds_none_of_them()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var clock = new FakeTime(new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero));
        var nodes = Enumerable.Range(0, 6).Select(_ => new CertificateKeys(tenants.Connections, clock)).ToList();

        var march = await Task.WhenAll(nodes.Select(node => node.CurrentAsync(tenants.Here, Token)));
        clock.Advance(TimeSpan.FromDays(1));
        var april = await nodes[0].CurrentAsync(tenants.Here, Token);

        Assert.Single(march.Select(Text).Distinct());
        Assert.Equal(("2026q1", "2026q2"), (march[0].Id, april.Id));
        Assert.NotEqual(Convert.ToHexString(march[0].Secret.Span), Convert.ToHexString(april.Secret.Span));
        Assert.Equal(Text(march[0]), Text((await nodes[1].FindAsync(tenants.Here, "2026q1", Token))!));
        Assert.Null(await nodes[0].FindAsync(tenants.There, "2026q1", Token));
        Assert.NotEqual(Text(april), Text(await nodes[0].CurrentAsync(tenants.There, Token)));
        Assert.Null(await nodes[0].FindAsync(tenants.Here, "2027q1", Token));
    }

    private static string Text(CertificateKey key) => $"{key.Id} {Convert.ToHexString(key.Secret.Span)}";
}
