using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Querying;

/// <summary>One pass of a question, as it is handed to threads.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Units">Parts of it, each of which one thread takes.</param>
/// <param name="Columns">What it reads of each row beside name and time; null when it reads no rows.</param>
/// <param name="Rows">Counts the rows that it reads, without reading them; null when it reads none.</param>
internal readonly record struct Pass(string Name, int Units, ShardColumns? Columns = null, Func<long>? Rows = null);
