using System.Text;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Json;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Domain.Tests.Querying.Json;

public sealed class QuestionJsonTests
{
    private static readonly QuestionContext Context = new(
        DateTimeOffset.Parse("2024-03-15T10:30:00Z", null),
        new QueryCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), DayOfWeek.Sunday));

    public static readonly TheoryData<int> Seeds = [.. Enumerable.Range(1, 280)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_written_is_read_again(int seed)
    {
        var question = new RandomAlgebra(seed).Next();
        Assert.Null(question.Check());
        var json = QuestionJson.Write(question);

        var read = QuestionJson.Read(json, Context);

        Assert.Null(read.Problem);
        Assert.Equal(question.GetType(), read.Value.GetType());
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(QuestionJson.Write(read.Value)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_read_there_is_a_question_or_a_problem(int seed)
    {
        var random = new Random(seed);
        var json = QuestionJson.Write(new RandomAlgebra(seed).Next());
        for (var round = 0; round < 20; round++)
        {
            var broken = Break(json, random);

            var read = QuestionJson.Read(broken, Context);

            Assert.True(read.IsSuccess || read.Problem.Code.Length > 0);
            if (read.IsSuccess)
                Assert.Null(read.Value.Check());
        }
    }

    [Fact]
    public void A_funnel_is_written_as_people_would_write_it()
    {
        var funnel = Ask.Funnel(Ask.Step("view") with { Filter = Ask.Filter() }, Ask.Step("buy"));

        Assert.Equal(
            """{"kind":"funnel","steps":[{"events":["view"],"filter":{"property":"country","eq":"DE"},"optional":false},{"events":["buy"],"optional":false}],"window":"P7D","conversionsAfterRange":"INCLUDE","order":"SEQUENTIAL","count":"ACTORS","exclude":[],"holdConstant":[],"times":true,"range":{"from":"2024-01-01T00:00:00Z","to":"2024-02-01T00:00:00Z"},"timeZone":"UTC","weekStart":"MONDAY","includeBots":false}""",
            Encoding.UTF8.GetString(QuestionJson.Write(funnel)));
    }

    [Theory]
    [InlineData("""{"last":"P30D"}""", "2024-02-14T10:30:00Z", "2024-03-15T10:30:00Z")]
    [InlineData("""{"preset":"LAST_MONTH"}""", "2024-01-31T23:00:00Z", "2024-02-29T23:00:00Z")]
    [InlineData("""{"preset":"LAST_WEEK"}""", "2024-03-02T23:00:00Z", "2024-03-09T23:00:00Z")]
    [InlineData("""{"fromDate":"2024-03-01","toDate":"2024-03-02"}""", "2024-02-29T23:00:00Z", "2024-03-01T23:00:00Z")]
    [InlineData("""{"from":"2024-03-01T01:00:00+01:00","to":"2024-03-02T00:00:00Z"}""", "2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z")]
    public void A_range_is_read_by_the_calendar_of_its_reader(string range, string from, string to)
    {
        var query = Good<SessionsQuery>($$$"""{"kind":"sessions","range":{{{range}}}}""");

        Assert.Equal((At(from), At(to)), (query.Range.From, query.Range.To));
        Assert.Equal(("Europe/Berlin", DayOfWeek.Sunday), (query.Calendar.Zone.Id, query.Calendar.WeekStart));
    }

    [Fact]
    public void A_question_s_own_calendar_makes_the_ranges_inside()
    {
        var query = Good<SessionsQuery>(
            """
            {"kind":"sessions","range":{"fromDate":"2024-03-01","toDate":"2024-03-02"},"timeZone":"Asia/Kathmandu",
             "cohort":{"firstSeen":{"fromDate":"2024-02-01","toDate":"2024-02-02"}}}
            """);

        Assert.Equal(At("2024-02-29T18:15:00Z"), query.Range.From);
        Assert.Equal(
            At("2024-01-31T18:15:00Z"), Assert.IsType<CohortCriteria.FirstSeen>(query.Cohort).Range.From);
    }

    [Fact]
    public void A_missing_step_of_a_breakdown_is_the_first_and_null_the_last()
    {
        const string Funnel =
            """{"kind":"funnel","steps":[{"events":["a"]},{"events":["b"]}],"range":{"last":"P1D"},"breakdown":{"property":"country"STEP}}""";

        Assert.Equal(0, Good<FunnelDefinition>(Funnel.Replace("STEP", "", StringComparison.Ordinal)).Breakdown!.Step);
        Assert.Null(Good<FunnelDefinition>(Funnel.Replace("STEP", ",\"step\":null", StringComparison.Ordinal)).Breakdown!.Step);
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("-12.3400", "-12.34")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("1234567890123456789012345678", "1234567890123456789012345678")]
    [InlineData("0e999999", "0")]
    public void Numbers_stay_exact(string written, string value)
    {
        var query = Good<SeriesQuery>(WithValue(written));

        var compare = Assert.IsType<EventFilter.Compare>(query.Filter);
        Assert.Equal(
            decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            Assert.IsType<PropertyValue.Number>(compare.Value).Value);
    }

    [Theory]
    [InlineData("1e29")]
    [InlineData("1e-29")]
    [InlineData("1.00000000000000000000000000001")]
    [InlineData("12345678901234567890123456789")]
    [InlineData("1e99999999999")]
    public void Numbers_that_would_be_rounded_are_refused(string written) =>
        Refuses("NUMBER_OUT_OF_RANGE filter.eq", WithValue(written));

    [Theory]
    [InlineData("""{"kind":"nothing"}""", "WRONG_TYPE kind")]
    [InlineData("""{}""", "MEMBER_MISSING kind")]
    [InlineData("""[]""", "WRONG_TYPE ")]
    [InlineData("""{"kind":"sessions"}""", "MEMBER_MISSING range")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"rnage":1}""", "MEMBER_UNKNOWN rnage")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D","x":1}}""", "MEMBER_UNKNOWN range.x")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"kind":"sessions"}""", "MEMBER_REPEATED kind")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1M"}}""", "WRONG_TYPE range.last")]
    [InlineData("""{"kind":"sessions","range":{"last":"-P1D"}}""", "RANGE_EMPTY range.last")]
    [InlineData("""{"kind":"sessions","range":{"from":"2024-01-01T00:00:00","to":"2024-01-02T00:00:00Z"}}""", "WRONG_TYPE range.from")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"timeZone":"Mars"}""", "TIME_ZONE_UNKNOWN timeZone")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"interval":"day"}""", "WRONG_TYPE interval")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"interval":3}""", "WRONG_TYPE interval")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"pageEvents":["a",null]}""", "WRONG_TYPE pageEvents[1]")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"filter":{"and":[{"property":"a"}]}}""", "FILTER_COMPARISON_MISSING filter.and[0]")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"filter":{"and":[],"or":[]}}""", "MEMBER_UNKNOWN filter.or")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"filter":{"property":"a","eq":"\ud800"}}""", "TEXT_NOT_UNICODE filter.eq")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"filter":{"property":"","exists":true}}""", "PROPERTY_REQUIRED filter.property")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"},"filter":{"property":"a","exists":false}}""", "WRONG_TYPE filter.exists")]
    [InlineData("""{"kind":"sessions","range":{"last":"P1D"}""", "MALFORMED_JSON ")]
    [InlineData("""{"kind":"funnel","steps":[{"events":["a"]},{"events":["b"],"filter":{"and":[{"property":"","eq":1}]}}],"range":{"last":"P1D"}}""", "PROPERTY_REQUIRED steps[1].filter.and[0].property")]
    [InlineData("""{"kind":"formula","range":{"last":"P1D"},"expression":"a"}""", "MEMBER_MISSING measures")]
    [InlineData("""{"kind":"formula","range":{"last":"P1D"},"measures":[{"name":"a","measure":{"aggregation":"COUNT"}}],"expression":"a +"}""", "FORMULA_SYNTAX expression")]
    [InlineData("""{"kind":"formula","range":{"last":"P1D"},"measures":[{"name":"a","measure":{"aggregation":"COUNT"}}],"expression":"a + b"}""", "METRIC_UNKNOWN expression")]
    [InlineData("""{"kind":"cohort","criteria":{"funnelStep":{"funnel":{"kind":"sessions","range":{"last":"P1D"}},"step":1}}}""", "WRONG_TYPE criteria.funnelStep")]
    public void A_fault_is_told_with_its_place(string json, string fault) => Refuses(fault, json);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("INVALID_UTF8", QuestionJson.Read(new byte[] { (byte)'"', 0xff, (byte)'"' }, Context).Problem?.Code);

    [Fact]
    public void What_nests_too_deep_is_refused() =>
        Refuses("MALFORMED_JSON ", string.Concat(Enumerable.Repeat("[", 100_000)));

    [Fact]
    public void What_is_too_long_is_refused() => Assert.Equal(
        "BODY_TOO_LARGE", QuestionJson.Read(new byte[QuestionJson.MaxBytes + 1], Context).Problem?.Code);

    [Fact]
    public void Criteria_are_read_by_themselves()
    {
        var criteria = QuestionJson.ReadCriteria(
            """{"and":[{"did":{"events":["buy"],"times":3}},{"not":{"did":{"events":["leave"]}}}]}"""u8.ToArray(), Context).Value;

        var and = Assert.IsType<CohortCriteria.And>(criteria);
        Assert.Equal(3, Assert.IsType<CohortCriteria.Did>(and.Parts[0]).Times);
        Assert.Equal(
            "VALUE_OUT_OF_RANGE",
            QuestionJson.ReadCriteria("""{"did":{"times":-1}}"""u8.ToArray(), Context).Problem?.Code);
    }

    // A byte changed, a part left out, two parts swapped, or one doubled.
    private static byte[] Break(byte[] json, Random random)
    {
        var at = random.Next(json.Length);
        var length = Math.Min(random.Next(1, 12), json.Length - at);
        return random.Next(4) switch
        {
            0 => [.. json[..at], (byte)random.Next(32, 127), .. json[(at + 1)..]],
            1 => [.. json[..at], .. json[(at + length)..]],
            2 => [.. json[..at], .. json[at..(at + length)], .. json[at..]],
            _ => [.. json[..at], .. Tokens[random.Next(Tokens.Length)], .. json[(at + 1)..]],
        };
    }

    private static readonly byte[][] Tokens =
        [.. new[] { "null", "1e400", "\"\"", "[]", "{}", "-1", "true", "\\ud800", ",", "99999999999" }.Select(Encoding.UTF8.GetBytes)];

    private static string WithValue(string number) =>
        $$$"""{"kind":"series","measure":{"aggregation":"COUNT"},"range":{"last":"P1D"},"filter":{"property":"a","eq":{{{number}}}}}""";

    private static T Good<T>(string json)
        where T : Question => Assert.IsType<T>(QuestionJson.Read(Encoding.UTF8.GetBytes(json), Context).Value);

    private static void Refuses(string fault, string json)
    {
        var problem = QuestionJson.Read(Encoding.UTF8.GetBytes(json), Context).Problem;

        Assert.Equal(fault, $"{problem?.Code} {problem?.Path}");
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, null);
}
