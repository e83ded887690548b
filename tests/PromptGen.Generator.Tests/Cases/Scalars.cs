using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;
using PromptGen;

namespace Demo;

/// <summary>Asks for one of everything.</summary>
public partial interface IScalars
{
    /// <summary>Asks.</summary>
    [Prompt("One of everything.")]
    Task<Scalars> AskAsync(CancellationToken cancellationToken = default);
}

/// <summary>One of everything.</summary>
public sealed record Scalars(
    sbyte A,
    byte B,
    short C,
    ushort D,
    uint E,
    ulong F,
    [property: Range(0, 1)] float G,
    [property: Range(1, 12)] byte H,
    char I,
    DateTime J,
    DateTimeOffset K,
    DateOnly L,
    TimeOnly M,
    TimeSpan N,
    Guid O,
    Uri P,
    byte[] Q,
    Int128 R,
    UInt128 S,
    BigInteger T,
    Guid? U,
    Uri? V,
    IReadOnlyList<DateOnly> W);
