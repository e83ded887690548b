namespace PromptGen;

/// <summary>What the schemas of results are written in: which keywords of JSON Schema they have.</summary>
public enum SchemaDialect
{
    /// <summary>What OpenAI-compatible servers share. What they have no keyword for stands in descriptions, in words.</summary>
    Portable,

    /// <summary>Bounds of numbers, lengths of texts and lists, and patterns as well: for servers that enforce them.</summary>
    Constrained,

    /// <summary>
    /// All that draft 2020-12 can say. For servers that take any schema; the strict mode of OpenAI's API refuses some of it.
    /// </summary>
    Full,
}
