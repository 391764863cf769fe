using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

public sealed record Loan(string Title, string Reader);

public sealed class LoanLog(Loan last)
{
    public async IAsyncEnumerable<SourceEvent<Loan>> AfterAsync(string? cursor)
    {
        await Task.Yield();
        yield return new SourceEvent<Loan>(last, cursor);
    }
}

[SubscriptionType]
public static class LoanSubscriptions
{
    /// <summary>Every loan of a book.</summary>
    [Subscribe]
    [Topic("Loans_{title}")]
    public static Loan OnLoan(string title, [EventMessage] Loan loan) => loan;

    /// <summary>All loans, from where the client left off.</summary>
    [Subscribe(With = nameof(ReadLoans))]
    public static Loan OnAnyLoan([EventMessage] Loan loan) => loan;

    private static IAsyncEnumerable<SourceEvent<Loan>> ReadLoans(LoanLog log, [ResumeFrom] string? cursor) =>
        log.AfterAsync(cursor);
}

[MutationType]
public static class LoanMutations
{
    public static async Task<Loan> LendAsync(
        string title, string reader, ITopicEventSender sender, CancellationToken cancellationToken)
    {
        var loan = new Loan(title, reader);
        await sender.SendAsync($"Loans_{title}", loan, cancellationToken);
        return loan;
    }
}

public static class LoanServer
{
    public static void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddGraphQLServer().AddInMemorySubscriptions(options =>
            options.Partition = request => request.User.FindFirst("library")?.Value);
}
