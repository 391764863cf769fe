using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Sessions;

namespace Analytics.TestKit;

/// <content>Funnels, retention, cohorts, sessions.</content>
public sealed partial class RandomQuestions
{
    public FunnelDefinition Funnel()
    {
        var funnel = PlainFunnel() with
        {
            Cohort = Has(QuestionKinds.CohortFilter) && _random.Next(4) == 0 ? Criteria(1) : null,
            IncludeBots = _random.Next(4) == 0,
        };
        if (!Has(QuestionKinds.FunnelOptions))
            return funnel;
        var count = Pick(Enum.GetValues<FunnelCount>());
        return WithOptions(funnel) with
        {
            Count = count,
            GroupProperty = count is FunnelCount.Groups ? NotTheName() : null,
            Breakdown = _random.Next(3) == 0
                ? new FunnelBreakdown(Property(), _random.Next(3) == 0 ? null : _random.Next(funnel.Steps.Length), _random.Next(1, 4))
                : null,
            Trend = _random.Next(4) == 0 ? Interval() : null,
            Times = _random.Next(4) > 0,
            Calendar = new QueryCalendar(RandomWorld.Zone(_random), (DayOfWeek)_random.Next(7)),
        };
    }

    public RetentionQuery Retention()
    {
        var returnBy = Pick(Enum.GetValues<RetentionReturn>());
        var periods = _random.Next(1, 8);
        return Selected(new RetentionQuery
        {
            Range = Range(),
            Start = Selector(),
            Return = Selector(),
            Period = Period(),
            Periods = periods,
            StartBy = Pick(Enum.GetValues<RetentionStart>()),
            ReturnBy = returnBy,
            Brackets = returnBy is RetentionReturn.Bracket
                ? [.. Several(1, 3, () => _random.Next(periods + 1)).Distinct().Order()]
                : [],
            Rolling24Hours = _random.Next(3) == 0,
            Value = Maybe(() => Measure() with { Events = EventSelector.Any }),
            Breakdown = _random.Next(3) == 0 ? Breakdown() : null,
        });
    }

    public LifecycleQuery Lifecycle() =>
        Selected(new LifecycleQuery { Range = Range(), Activity = Selector(), Period = Period() });

    public StickinessQuery Stickiness() => Selected(new StickinessQuery
    {
        Range = Range(),
        Activity = Selector(),
        Period = Pick([Domain.Shared.Interval.Week, Domain.Shared.Interval.Month, Domain.Shared.Interval.Quarter]),
    });

    public PathsQuery Paths()
    {
        var anchors = _random.Next(3);
        return Selected(new PathsQuery
        {
            Range = Range(),
            From = anchors == 0 ? null : Selector(),
            To = anchors == 1 ? null : Selector(),
            Step = _random.Next(3) == 0 ? Property() : PropertyRef.EventName,
            Events = [.. Names(0)],
            Exclude = _random.Next(3) == 0 ? [.. Names(1)] : [],
            Groups = _random.Next(3) == 0
                ? [.. Several(1, 3, () => new PathGroup(Pick(["color-1", "1", "all", "name-2"]), Pick(["color-*", "*1", "/p*", "name-?", "name-*", "*"])))]
                : [],
            MaxLength = _random.Next(2, 7),
            Window = _random.Next(2) == 0 ? world.Step * _random.Next(1, Math.Min(world.Steps, 1_400)) : null,
            Limit = _random.Next(1, 8),
        });
    }

    public TimeBetweenQuery TimeBetween()
    {
        var from = Selector();
        return Selected(new TimeBetweenQuery
        {
            Range = Range(),
            From = from,
            To = _random.Next(3) == 0 ? from : Selector(),
            Window = _random.Next(2) == 0 ? world.Step * _random.Next(1, Math.Min(world.Steps, 1_400)) : null,
            Edges = Edges((decimal)world.Step.TotalSeconds),
            Breakdown = _random.Next(2) == 0 ? Breakdown() : null,
        });
    }

    public EventsPerActorQuery EventsPerActor()
    {
        var property = _random.Next(2) == 0 ? Number() : null;
        return Selected(new EventsPerActorQuery
        {
            Range = Range(),
            Events = Selector(),
            Property = property,
            Edges = Edges(property is null ? 2 : 0.5m),
            Breakdown = _random.Next(2) == 0 ? Breakdown() : null,
        });
    }

    public ReactivationQuery Reactivation()
    {
        var query = Selected(new ReactivationQuery
        {
            Range = Range(),
            Activity = Selector(),
            Idle = world.Step * _random.Next(1, Math.Min(world.Steps, 40)) / _random.Next(1, 3),
            Breakdown = _random.Next(2) == 0 ? Breakdown() : null,
        });
        return query with { Edges = [.. Edges((decimal)world.Step.TotalSeconds).Where(edge => edge > query.IdleSeconds)] };
    }

    public CorrelationQuery Correlation() => Selected(new CorrelationQuery
    {
        Range = Range(),
        Goal = new EventSelector([.. Names(1)], _random.Next(4) == 0 ? Filter(1) : null),
        Events = _random.Next(2) == 0 ? [.. Names(0).Append("never").Distinct()] : [],
        Limit = _random.Next(1, 7),
    });

    // Of a histogram.
    private ImmutableArray<decimal> Edges(decimal step) => _random.Next(3) == 0
        ? []
        : [.. Several(1, 6, () => step * _random.Next(1, 40)).Distinct().Order()];

    public CohortQuery Cohort() => new(Criteria(2))
    {
        IncludeBots = _random.Next(3) == 0,
        Limit = _random.Next(8),
        After = Maybe(() => $"actor-{_random.Next(6)}"),
    };

    public SessionsQuery Sessions() => Selected(new SessionsQuery
    {
        Range = Range(),
        Interval = _random.Next(2) == 0 ? Interval() : null,
        PageEvents = [.. Names(0)],
        Breakdown = Maybe(Breakdown),
    });

    public SessionListQuery SessionList()
    {
        var query = Selected(new SessionListQuery
        {
            Range = Range(),
            PageEvents = [.. Names(0)],
            Page = Pick(["page.path", "color"]),
            Referrer = Property(),
            Limit = _random.Next(1, 9),
            Actor = _random.Next(3) == 0 ? $"actor-{_random.Next(7)}" : null,
        });
        return query with
        {
            After = _random.Next(2) == 0
                ? new SessionPlace(world.At(_random.Next(world.Steps)), $"actor-{_random.Next(6)}", _random.Next(2))
                : null,
        };
    }

    private FunnelDefinition PlainFunnel() => new()
    {
        Steps = [.. Several(2, 4, () => new FunnelStepDefinition(null, [.. Names(1)], Maybe(() => Filter(1))))],
        Range = Range(),
        Window = world.Step * _random.Next(1, Math.Min(world.Steps, 1_400)),
        ConversionsAfterRange = Pick(Enum.GetValues<ConversionsAfterRange>()),
        Filter = _random.Next(4) == 0 ? Filter(1) : null,
    };

    private FunnelDefinition WithOptions(FunnelDefinition funnel)
    {
        var order = Pick(Enum.GetValues<FunnelOrder>());
        return funnel with
        {
            Order = order,
            Steps =
            [
                .. funnel.Steps.Select((step, place) => step with
                {
                    Optional = place > 0 && _random.Next(4) == 0,
                    Window = (place > 0 || order is FunnelOrder.Unordered) && _random.Next(4) == 0
                        ? world.Step * _random.Next(1, (int)(funnel.Window / world.Step) + 1)
                        : null,
                }),
            ],
            Exclude = _random.Next(3) == 0 ? [.. Several(1, 2, () => Exclusion(funnel.Steps.Length - 1))] : [],
            HoldConstant = _random.Next(4) == 0 ? [.. Several(1, 2, NotTheName).Distinct()] : [],
        };
    }

    private FunnelExclusion Exclusion(int last)
    {
        int? after = _random.Next(2) == 0 ? _random.Next(last) : null;
        int? before = _random.Next(2) == 0 ? _random.Next((after ?? 0) + 1, last + 1) : null;
        return new FunnelExclusion(new EventSelector([.. Names(1)], Maybe(() => Filter(0))), after, before);
    }

    private CohortCriteria Criteria(int depth) => _random.Next(depth > 0 ? 9 : 6) switch
    {
        0 or 1 => new CohortCriteria.Did(
            Selector(), Pick(Enum.GetValues<CountComparison>()), _random.Next(5), _random.Next(2) == 0 ? Range() : null),
        2 => new CohortCriteria.FirstSeen(Range()),
        3 when Has(QuestionKinds.ActorProperties) => new CohortCriteria.HasProperty(
            Filter(1, () => new PropertyRef(Pick(_actorProperties), PropertyScope.ActorCurrent))),
        4 => FunnelStep(),
        3 or 5 => new CohortCriteria.Members([.. Several(0, 4, () => $"actor-{_random.Next(8)}")]),
        6 => new CohortCriteria.And([.. Several(0, 2, () => Criteria(depth - 1))]),
        7 => new CohortCriteria.Or([.. Several(0, 2, () => Criteria(depth - 1))]),
        _ => new CohortCriteria.Not(Criteria(depth - 1)),
    };

    private CohortCriteria.FunnelStep FunnelStep()
    {
        var funnel = Has(QuestionKinds.FunnelOptions) ? WithOptions(PlainFunnel()) : PlainFunnel();
        var droppedOff = _random.Next(2) == 0;
        return new CohortCriteria.FunnelStep(funnel, _random.Next(droppedOff ? 1 : 0, funnel.Steps.Length), droppedOff);
    }

    private Interval Period() => world.Step < TimeSpan.FromHours(1)
        ? Pick([Domain.Shared.Interval.Day, Domain.Shared.Interval.Week])
        : Pick([Domain.Shared.Interval.Day, Domain.Shared.Interval.Week, Domain.Shared.Interval.Month, Domain.Shared.Interval.Quarter]);

    private EventSelector Selector() => new([.. Names(0)], _random.Next(4) == 0 ? Filter(1) : null);

    private PropertyRef NotTheName() => OwnOrActors(_eventProperties);
}
