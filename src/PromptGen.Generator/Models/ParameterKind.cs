namespace PromptGen.Models;

/// <summary>What a parameter's value is.</summary>
internal enum ParameterKind
{
    Number,
    Integer,

    /// <summary>A list of texts; the bounds are those of their number.</summary>
    Texts,

    /// <summary>One word out of a list.</summary>
    Word,

    /// <summary>An object that is there or not; nothing bounds it.</summary>
    Object,
}
