namespace PromptGen;

/// <summary>How the members of results are named in documents.</summary>
public enum PropertyNaming
{
    /// <summary><c>unitPrice</c>.</summary>
    CamelCase,

    /// <summary><c>unit_price</c>.</summary>
    SnakeCase,

    /// <summary><c>UnitPrice</c>, as it is in C#.</summary>
    AsDeclared,
}
