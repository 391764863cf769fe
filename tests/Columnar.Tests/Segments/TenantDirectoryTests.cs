using System.Runtime.Versioning;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Segments;

[UnsupportedOSPlatform("windows")]
public sealed class TenantDirectoryTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task Each_tenant_has_a_directory_of_its_own_that_nobody_else_may_enter()
    {
        await using var running = await RunningEngine.StartAsync();
        foreach (var name in new[] { "here", "there" })
        {
            var tenant = await running.Tenants.AddAsync(name);
            await running.AppendAsync(tenant, new RandomEvents(1).Take(100, 60));
            await running.FlushedAsync(tenant);
            Assert.NotEmpty(Directory.GetFiles(running.DirectoryOf(tenant), "*.seg"));
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(running.DirectoryOf(tenant)));
        }
        Assert.Equal(2, Directory.GetDirectories(running.Root).Length);
    }
}
