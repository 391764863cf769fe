using Analytics.Domain.Imports;
using Analytics.GraphQL.Subscriptions;

namespace Analytics.Api.Imports;

/// <summary>Tells those who watch an import how far it came.</summary>
internal sealed class ImportTopic(ITopicEventSender sender) : IProgress<ImportProgress>
{
    /// <summary>The topic of an import, within its tenant's partition.</summary>
    public static string NameOf(Guid import) => $"importProgress_{import:N}";

    // A hint that is lost delays who watches by a moment: he looks by himself, too.
    public void Report(ImportProgress value) => _ = sender.SendAsync(NameOf(value.Id), value).AsTask()
        .ContinueWith(static sent => sent.Exception, TaskScheduler.Default);
}
