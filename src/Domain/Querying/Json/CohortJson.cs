using System.Text.Json;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Lifecycle;

namespace Analytics.Domain.Querying.Json;

/// <summary>Cohorts and the actors behind a figure.</summary>
internal static class CohortJson
{
    public static void Write(Utf8JsonWriter json, CohortQuery query)
    {
        json.Part("criteria", query.Criteria, CriteriaJson.Write);
        json.Number("limit", query.Limit);
        json.Text("after", query.After);
    }

    public static CohortQuery Read(JsonMembers members) => new(members.Need("criteria", CriteriaJson.Read))
    {
        Limit = members.Int("limit", 0),
        After = members.Text("after"),
    };

    public static void WriteActors(Utf8JsonWriter json, ActorsQuery query)
    {
        json.Part("of", query.Of, QuestionJson.Write);
        json.Part("at", query.At, WritePlace);
        json.Number("limit", query.Limit);
        json.Text("after", query.After);
    }

    public static ActorsQuery ReadActors(JsonMembers members) => new(
        members.Need("of", place => QuestionJson.Read(place) as EventQuery
            ?? throw place.Expected("a question about events")),
        members.Need("at", ReadPlace))
    {
        Limit = members.Int("limit", 50),
        After = members.Text("after"),
    };

    private static void WritePlace(Utf8JsonWriter json, FigurePlace place)
    {
        json.WriteStartObject();
        switch (place)
        {
            case FigurePlace.Bucket bucket:
                json.Text("figure", "bucket");
                json.Number("index", bucket.Index);
                WriteGroup(json, bucket.Group);
                break;
            case FigurePlace.Step step:
                json.Text("figure", "step");
                json.Number("index", step.Index);
                json.WriteBoolean("droppedOff", step.DroppedOff);
                WriteGroup(json, step.Group);
                break;
            case FigurePlace.Cell cell:
                json.Text("figure", "cell");
                json.Number("cohort", cell.Cohort);
                json.Number("column", cell.Column);
                WriteGroup(json, cell.Group);
                break;
            case FigurePlace.Stage stage:
                json.Text("figure", "stage");
                json.Number("period", stage.Period);
                json.Choice<LifecycleStage>("stage", stage.Of);
                break;
            case FigurePlace.Days days:
                json.Text("figure", "days");
                json.Number("period", days.Period);
                json.Number("number", days.Number);
                break;
        }
        json.WriteEndObject();
    }

    private static FigurePlace ReadPlace(JsonPlace place) => place.Object<FigurePlace>(members =>
        members.Need("figure", figure => figure.Text()) switch
        {
            "bucket" => new FigurePlace.Bucket(members.Value("index", at => at.Int()), ReadGroup(members)),
            "step" => new FigurePlace.Step(
                members.Need("index", at => at.Int()), members.Boolean("droppedOff"), ReadGroup(members)),
            "cell" => new FigurePlace.Cell(
                members.Need("cohort", at => at.Int()), members.Value("column", at => at.Int()), ReadGroup(members)),
            "stage" => new FigurePlace.Stage(
                members.Need("period", at => at.Int()), members.Need("stage", at => at.Choice<LifecycleStage>())),
            "days" => new FigurePlace.Days(
                members.Need("period", at => at.Int()), members.Need("number", at => at.Int())),
            _ => throw place.Expected("a figure: bucket, step, cell, stage or days"),
        });

    private static void WriteGroup(Utf8JsonWriter json, GroupKey? group)
    {
        if (group is not { } key)
            return;
        json.WritePropertyName("group");
        EventQueryJson.WriteKey(json, key);
    }

    private static GroupKey? ReadGroup(JsonMembers members) => members.Value("group", EventQueryJson.ReadKey);
}
