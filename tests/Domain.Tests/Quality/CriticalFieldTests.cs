using Analytics.Domain.Quality;
using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Tests.Quality;

public sealed class CriticalFieldTests
{
    [Fact]
    public void Fields_that_a_plan_requires_of_events_under_their_own_names_are_critical()
    {
        var plan = new PlanDefinition
        {
            Properties = [Required("currency"), Required("channel"), new("note")],
            Events =
            [
                new("order_placed")
                {
                    Properties = [Required("total"), new("channel"), Required("items.sku"), Required("email") with { Denied = true }],
                },
                new("Order Completed") { RenamedTo = "order_placed", Properties = [Required("total")] },
                new("old") { Status = PlannedStatus.Blocked, Properties = [Required("a")] },
                new("identify") { Properties = [Required("plan")] },
            ],
        };

        Assert.Equal(
            [new CriticalField("order_placed", "total"), new CriticalField("order_placed", "currency")], CriticalField.Of(plan));
    }

    [Fact]
    public void Of_a_large_plan_as_many_are_critical_as_a_question_takes() => Assert.Equal(
        QualityQuestion.MaxFields,
        CriticalField.Of(new PlanDefinition
        {
            Events = [.. Enumerable.Range(0, 60).Select(n => new PlannedEvent($"e{n}") { Properties = [Required("a")] })],
        }).Count);

    private static PlannedProperty Required(string name) => new(name) { Required = true };
}
