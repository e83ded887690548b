namespace PromptGen.Generator.Schemas;

/// <summary>The forms of texts that stand for values; each has a method of that name in reader and writer.</summary>
internal enum TextForm
{
    Char,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Guid,
    Uri,
    Bytes,
    Int128,
    UInt128,
    BigInteger,
}
