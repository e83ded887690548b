namespace PromptGen.Generator.Schemas;

/// <summary>Which keywords a schema has. The names are those that users choose by.</summary>
internal enum SchemaDialect
{
    /// <summary>Those that OpenAI-compatible servers share. What they do not say stands in descriptions.</summary>
    Portable,

    /// <summary>Bounds, lengths and patterns as well, for servers that enforce them.</summary>
    Constrained,

    /// <summary>All that draft 2020-12 can say: what the reader holds an answer to.</summary>
    Full,
}
