using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Scenarios.Web;

/// <summary>A library's loans.</summary>
[QueryType]
public static class LibraryQueries
{
    /// <summary>How many books there are, **borrowed** ones included.</summary>
    public static int GetBooks() => 12;
}

[SubscriptionType]
public static class LibrarySubscriptions
{
    /// <summary>Every loan.</summary>
    [Subscribe]
    [Topic("loans")]
    public static string OnLoan([EventMessage] string title) => title;

    /// <summary>The reader who signed in, once.</summary>
    [Subscribe(With = nameof(ReaderAsync))]
    public static string OnReader([EventMessage] string reader) => reader;

    private static async IAsyncEnumerable<string> ReaderAsync(System.Security.Claims.ClaimsPrincipal user)
    {
        await Task.Yield();
        yield return $"reader {user.Identity?.Name}";
    }
}
