using System.Runtime.InteropServices;

namespace Analytics.Columnar.Collection;

/// <summary>A rename of an event as a segment holds it; codes are of <c>DictionaryId.Names</c>.</summary>
/// <param name="Position">Of the log entry.</param>
/// <param name="From">The name as sent.</param>
/// <param name="To">What it is called; 0 takes the rename back.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct NameChange(long Position, uint From, uint To);
