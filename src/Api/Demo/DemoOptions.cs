namespace Analytics.Api.Demo;

/// <summary>What the first start on the private Postgres makes; on any other server there is no demo.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Whether there are demo tenants with their keys and tokens.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether their real data is loaded; without it they are empty.</summary>
    public bool LoadData { get; init; } = true;
}
