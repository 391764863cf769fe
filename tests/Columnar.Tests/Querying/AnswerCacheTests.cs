using Analytics.Columnar.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Tests.Querying;

public sealed class AnswerCacheTests
{
    private static readonly TenantId _here = new(Guid.Parse("11111111-1111-1111-1111-111111111111"));
    private static readonly TenantId _there = new(Guid.Parse("22222222-2222-2222-2222-222222222222"));

    [Fact]
    public void Answer_is_served_to_its_tenant_question_session_gap_and_position_only()
    {
        var cache = new AnswerCache(1_000);
        cache.Keep(new AnswerKey(_here, "q", 30), 7, "answer", 100);

        Assert.Equal("answer", cache.Find(new AnswerKey(_here, "q", 30), 7));
        Assert.Null(cache.Find(new AnswerKey(_there, "q", 30), 7));
        Assert.Null(cache.Find(new AnswerKey(_here, "p", 30), 7));
        Assert.Null(cache.Find(new AnswerKey(_here, "q", 31), 7));
        Assert.Null(cache.Find(new AnswerKey(_here, "q", 30), 8));
    }

    [Fact]
    public void Least_recently_used_answers_make_room()
    {
        var cache = new AnswerCache(250);
        AnswerKey one = new(_here, "1", 0), two = new(_here, "2", 0), three = new(_here, "3", 0);
        cache.Keep(one, 1, "one", 100);
        cache.Keep(two, 1, "two", 100);
        Assert.NotNull(cache.Find(one, 1));

        cache.Keep(three, 1, "three", 100);

        Assert.Null(cache.Find(two, 1));
        Assert.NotNull(cache.Find(one, 1));
        Assert.Equal(200, cache.Bytes);
    }

    [Fact]
    public void Newer_answer_takes_the_older_one_s_place_and_too_large_ones_have_none()
    {
        var cache = new AnswerCache(250);
        cache.Keep(new AnswerKey(_here, "1", 0), 1, "old", 100);
        cache.Keep(new AnswerKey(_here, "1", 0), 2, "new", 120);
        cache.Keep(new AnswerKey(_here, "2", 0), 2, "large", 251);

        Assert.Equal("new", cache.Find(new AnswerKey(_here, "1", 0), 2));
        Assert.Equal(120, cache.Bytes);
        Assert.Null(cache.Find(new AnswerKey(_here, "2", 0), 2));
    }
}
