using System.Runtime.InteropServices;

namespace Analytics.Columnar.Identity;

internal enum IdentityKind : uint
{
    /// <summary><see cref="IdentityEntry.Id"/> is merged into <see cref="IdentityEntry.Other"/>.</summary>
    Merge = 1,

    /// <summary>The merge of the id is undone.</summary>
    Split = 2,

    /// <summary>The id's events are a robot's.</summary>
    Bot = 3,

    /// <summary>Each of them is what it was collected as.</summary>
    NoTag = 4,

    /// <summary>The id is erased; 0 for one that no entry before has.</summary>
    Erase = 5,

    /// <summary>The id's events are a person's, whatever they were collected as.</summary>
    Person = 6,
}

/// <summary>A log entry about who is who, as a segment holds it; ids are codes of <c>DictionaryId.Actors</c>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct IdentityEntry(long Position, IdentityKind Kind, uint Id, uint Other = 0);
