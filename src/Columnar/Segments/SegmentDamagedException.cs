namespace Analytics.Columnar.Segments;

/// <summary>A file is not what its name says: cut, changed, or of another format. It is rebuilt from the log.</summary>
/// <param name="path">The file.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class SegmentDamagedException(string? path, string message) : Exception(message)
{
    /// <summary>The file.</summary>
    public string? Path => path;
}
