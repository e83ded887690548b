using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Names the class that holds what is known of models, and its fields.</summary>
internal static class ModelNames
{
    /// <summary>The field for any model.</summary>
    public const string Any = "Any";

    /// <summary>The class, from the root.</summary>
    public static string ClassOf(Compilation compilation) => ContractNames.NamespaceOf(compilation) + ".KnownModels";

    /// <summary>
    /// The field of a model. Ids differ in what no name can have, and may be that of a member that every class has: the hash keeps all apart.
    /// </summary>
    public static string FieldOf(string id) => $"{ContractNames.Identifier(id)}_{ContractNames.Hash(id)}";
}
