using Analytics.Api.Tenancy;

namespace Analytics.Api.Tests.Tenancy;

public sealed class TenancyOptionsTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("{tenant}.example.com", true)]
    [InlineData("eu.{tenant}.example.com", true)]
    [InlineData("example.com", false)]
    [InlineData("{tenant}", false)]
    [InlineData("{tenant}.", false)]
    [InlineData("{tenant}example.com", false)]
    [InlineData("shop-{tenant}.example.com", false)]
    [InlineData("{tenant}.{tenant}.com", false)]
    public void Template_has_the_tenant_as_one_whole_label(string? template, bool accepted)
    {
        var options = new TenancyOptions { HostTemplate = template };
        Assert.Equal(accepted, new TenancyOptionsValidator().Validate(null, options).Succeeded);
    }
}
