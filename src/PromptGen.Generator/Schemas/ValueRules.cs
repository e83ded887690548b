using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Schemas;

/// <summary>
/// The bounds of a number, a date or a time, as documents have them; null where there is none. Those of integers are never exclusive.
/// </summary>
internal readonly record struct ValueRange(
    string? Minimum = null, string? Maximum = null, bool ExclusiveMinimum = false, bool ExclusiveMaximum = false);

/// <summary>How many items a list has; null where that is open.</summary>
internal readonly record struct CountRange(int? Minimum = null, int? Maximum = null)
{
    public bool IsOpen => this == default;
}

/// <summary>What a text must be; the default is any.</summary>
/// <param name="Length">How many code points it has.</param>
/// <param name="Pattern">A regular expression that all of it matches, as ECMA-262 has it, with its anchors.</param>
/// <param name="Expression">The same, as .NET has it.</param>
/// <param name="Format">What it is, where the type does not say that.</param>
/// <param name="Allowed">The only texts that are allowed; empty where that is open.</param>
/// <param name="Denied">Texts that are not.</param>
internal readonly record struct TextRules(
    CountRange Length = default, string? Pattern = null, string? Expression = null, TextFormat Format = TextFormat.None, EquatableArray<string> Allowed = default, EquatableArray<string> Denied = default)
{
    public bool IsOpen => this == default;
}

/// <summary>What a text can be without being of a type of its own.</summary>
internal enum TextFormat
{
    None,
    Email,
    Url,
    Base64,
}
