using System.Text.Json;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using static Analytics.Domain.Cohorts.CohortCriteria;

namespace Analytics.Domain.Querying.Json;

/// <summary>Criteria of cohorts: <c>{"did": {"events": ["buy"], "comparison": "EXACTLY", "times": 3}}</c>.</summary>
internal static class CriteriaJson
{
    public static void Write(Utf8JsonWriter json, CohortCriteria criteria)
    {
        json.WriteStartObject();
        switch (criteria)
        {
            case And and:
                json.List("and", and.Parts, Write);
                break;
            case Or or:
                json.List("or", or.Parts, Write);
                break;
            case Not not:
                json.Part("not", not.Part, Write);
                break;
            case Did did:
                json.Part("did", did, WriteDid);
                break;
            case FirstSeen seen:
                json.Part("firstSeen", seen.Range, RangeJson.Write);
                break;
            case HasProperty has:
                json.Part("hasProperty", has.Condition, FilterJson.Write);
                break;
            case CohortCriteria.FunnelStep step:
                json.Part("funnelStep", step, WriteStep);
                break;
            case Members members:
                json.Names("members", members.Actors);
                break;
        }
        json.WriteEndObject();
    }

    public static CohortCriteria Read(JsonPlace place) => place.Object<CohortCriteria>(members =>
        members.Has("and") ? new And(members.Need("and", parts => parts.List(Read)))
        : members.Has("or") ? new Or(members.Need("or", parts => parts.List(Read)))
        : members.Has("not") ? new Not(members.Need("not", Read))
        : members.Has("firstSeen") ? new FirstSeen(members.Need("firstSeen", RangeJson.Read))
        : members.Has("hasProperty") ? new HasProperty(members.Need("hasProperty", FilterJson.Read))
        : members.Has("funnelStep") ? members.Need("funnelStep", ReadStep)
        : members.Has("members") ? new Members(members.Need("members", ids => ids.Names()))
        : members.Need("did", ReadDid));

    private static void WriteDid(Utf8JsonWriter json, Did did)
    {
        json.WriteStartObject();
        EventQueryJson.WriteSelectorMembers(json, did.Events);
        json.Choice<CountComparison>("comparison", did.Comparison);
        json.Number("times", did.Times);
        json.Part("window", did.Window, RangeJson.Write);
        json.WriteEndObject();
    }

    private static Did ReadDid(JsonPlace place) => place.Object(members => new Did(
        EventQueryJson.ReadSelectorMembers(members),
        members.Choice("comparison", CountComparison.AtLeast),
        members.Int("times", 1),
        members.Part("window", RangeJson.Read)));

    private static void WriteStep(Utf8JsonWriter json, CohortCriteria.FunnelStep step)
    {
        json.WriteStartObject();
        json.Part("funnel", step.Funnel, QuestionJson.Write);
        json.Number("step", step.Step);
        json.WriteBoolean("droppedOff", step.DroppedOff);
        json.WriteEndObject();
    }

    private static CohortCriteria.FunnelStep ReadStep(JsonPlace place) => place.Object(members => new CohortCriteria.FunnelStep(
        members.Need("funnel", QuestionJson.Read) as FunnelDefinition
        ?? throw members.Place.Expected("a question of kind funnel in 'funnel'"),
        members.Need("step", step => step.Int()),
        members.Boolean("droppedOff")));
}
