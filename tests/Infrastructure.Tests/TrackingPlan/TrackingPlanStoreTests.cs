using Analytics.Domain.TrackingPlan;
using Analytics.Infrastructure.TrackingPlan;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.TrackingPlan;

public sealed class TrackingPlanStoreTests(PostgresFixture postgres)
{
    private static readonly PlanDefinition _one = new() { Events = [new PlannedEvent("one")] };
    private static readonly PlanDefinition _two = new() { Mode = PlanMode.Reject, Events = [new PlannedEvent("two")] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_saved_published_and_followed_by_the_next_and_only_its_tenant_sees_it()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var plans = new TrackingPlanStore(tenants.Connections);

        var draft = (await plans.SaveDraftAsync(tenants.Here, _one, 0, "ann", Token)).Saved!;
        Assert.Equal((1, 1, "ann", null), (draft.Version, draft.Revision, draft.UpdatedBy, draft.PublishedAt));
        Assert.Null(await plans.PublishedAsync(tenants.Here, Token));
        draft = (await plans.SaveDraftAsync(tenants.Here, _two, 1, "bob", Token)).Saved!;
        var published = (await plans.PublishAsync(tenants.Here, 1, draft.Revision, "eve", Token)).Saved!;
        Assert.Equal(("two", "eve"), (published.Definition.Events[0].Name, published.PublishedBy));
        Assert.Null(await plans.DraftAsync(tenants.Here, Token));

        var next = (await plans.SaveDraftAsync(tenants.Here, _one, null, null, Token)).Saved!;
        Assert.Equal((2, 1), (next.Version, next.Revision));
        Assert.Equal(1, (await plans.PublishedAsync(tenants.Here, Token))!.Version);
        Assert.Equal([2, 1], (await plans.ListAsync(tenants.Here, null, 10, Token)).Select(plan => plan.Version));
        Assert.Equal([1], (await plans.ListAsync(tenants.Here, 2, 10, Token)).Select(plan => plan.Version));
        Assert.Empty(await plans.ListAsync(tenants.There, null, 10, Token));
        Assert.Null(await plans.FindAsync(tenants.There, 1, Token));
    }

    [Fact]
    public async Task Who_was_slower_changes_nothing_and_is_told_the_revision()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var plans = new TrackingPlanStore(tenants.Connections);
        await plans.SaveDraftAsync(tenants.Here, _one, 0, null, Token);
        await plans.SaveDraftAsync(tenants.Here, _one, 1, null, Token);

        Assert.Equal(new PlanChange(null, 2), await plans.SaveDraftAsync(tenants.Here, _two, 0, null, Token));
        Assert.Equal(new PlanChange(null, 2), await plans.SaveDraftAsync(tenants.Here, _two, 1, null, Token));
        Assert.Equal(new PlanChange(null, 2), await plans.PublishAsync(tenants.Here, 1, 1, null, Token));
        Assert.Equal(new PlanChange(null, 2), await plans.PublishAsync(tenants.Here, 7, 2, null, Token));
        Assert.Equal("one", (await plans.DraftAsync(tenants.Here, Token))!.Definition.Events[0].Name);

        var racers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => plans.PublishAsync(tenants.Here, 1, 2, null, Token)));
        Assert.Single(racers, change => change.Saved is not null);
        var drafts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => plans.SaveDraftAsync(tenants.Here, _two, 0, null, Token)));
        Assert.Single(drafts, change => change.Saved is not null);
    }
}
