using System.Collections.Generic;
using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using PromptGen;

namespace Checks;

internal static partial class Outer
{
    /// <summary>Every kind of type that there is, without a prompt.</summary>
    [JsonContracts(typeof(Order), typeof(ImmutableArray<Shape>), typeof(Rights))]
    internal static partial class Contracts;
}

/// <summary>What was ordered.</summary>
/// <param name="Number">Two letters and digits.</param>
/// <param name="Lines">What, and how often.</param>
/// <param name="Priorities">What comes first.</param>
/// <param name="Address">Where to send it.</param>
/// <param name="Shapes">What it looks like.</param>
internal sealed record Order(
    [property: JsonPropertyName("no"), RegularExpression("[A-Z]{2}-\\d+")] string Number,
    [MinLength(1)] IReadOnlyDictionary<string, int> Lines,
    HashSet<Priority> Priorities,
    (string Street, int? House) Address,
    Page<Shape> Shapes)
{
    /// <summary>Where to ask.</summary>
    [EmailAddress, StringLength(100)]
    public string? Contact { get; init; }

    [JsonIgnore]
    public bool IsOpen { get; set; }
}

internal sealed class Page<T>
{
    public required IList<T> Items { get; init; }

    [JsonInclude, Description("From 1 on.")]
    public int Number;
}

internal enum Priority
{
    /// <summary>Whenever there is time.</summary>
    Low,

    [JsonStringEnumMemberName("very high")]
    High,
}

[System.Flags]
internal enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    All = Read | Write,
}

internal abstract record Shape
{
    private Shape()
    {
    }

    internal sealed record Circle(double Radius) : Shape;

    internal sealed record Square([property: Range(0, 100, MinimumIsExclusive = true)] decimal Side) : Shape;
}
