namespace Analytics.Columnar.Segments;

/// <summary>A file is not what its name says: cut, changed, or of another format. It is rebuilt from the log.</summary>
internal sealed class SegmentDamagedException(string message) : Exception(message);
