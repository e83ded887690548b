using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Finds the JSON context of System.Text.Json that a prompt's defaults name, and tells what it can read.</summary>
internal static class JsonContexts
{
    /// <summary><c>JsonSourceGenerationMode.Serialization</c>.</summary>
    private const int WritingMode = 2;

    /// <summary>The context that is in scope for a prompt; null where none is named, or what is named is no type that could be one.</summary>
    public static INamedTypeSymbol? Of(INamedTypeSymbol client, IMethodSymbol method) =>
        SettingsReader.FindDefault(client, method, KnownNames.JsonContext)?.Value as INamedTypeSymbol;

    /// <summary>Why the client can read nothing through the context; null where something can.</summary>
    public static string? WhyNotUsable(INamedTypeSymbol context, INamedTypeSymbol client, Compilation compilation, CancellationToken cancellationToken)
    {
        if (!IsContext(context))
            return "it does not derive from JsonSerializerContext";
        if (context.HasPart(static part => part is INamedTypeSymbol { IsGenericType: true }))
            return "it is generic";
        if (context.IsInFileLocal() || !compilation.IsSymbolAccessibleWithin(context, client))
            return "emitted code cannot reach it; make it internal or public";
        if (TypeAccess.WhyNotNameable(context, compilation) is { } reason)
            return reason;

        // A generator does not see what System.Text.Json's own adds, so it looks for what lets that one add it.
        if (HasDefault(context, compilation))
            return null;
        return context.DeclaringSyntaxReferences.IsEmpty
            ? "it has no static property 'Default'"
            : PartialTypeRules.FindNotPartial(context, cancellationToken) is { } part ? $"'{part.Name}' is not partial, so System.Text.Json adds nothing to it" : null;
    }

    /// <summary>The <c>[JsonSerializable]</c> of the type; null where the context does not have it.</summary>
    public static AttributeData? FindListing(INamedTypeSymbol context, ITypeSymbol type)
    {
        // Types are the same where they are at run time: a tuple has no names then, and nothing is marked that may be null.
        var signature = Signatures.Of(type);
        return context.GetAttributes().FirstOrDefault(attribute =>
            attribute is { ConstructorArguments: [{ Value: ITypeSymbol listed }] }
            && IsSerialization(attribute.AttributeClass, "JsonSerializableAttribute")
            && Signatures.Of(listed) == signature);
    }

    /// <summary>Whether a type is listed for writing alone: then there is nothing to read it with.</summary>
    public static bool IsForWriting(AttributeData listing, INamedTypeSymbol context)
    {
        var options = context.GetAttributes().FirstOrDefault(static attribute => IsSerialization(attribute.AttributeClass, "JsonSourceGenerationOptionsAttribute"));
        return (ModeOf(listing) ?? ModeOf(options)) == WritingMode;
    }

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (IsSerialization(current, "JsonSerializerContext"))
                return true;
        }

        return false;
    }

    private static bool HasDefault(INamedTypeSymbol context, Compilation compilation) => context.GetMembers("Default").OfType<IPropertySymbol>().Any(property =>
        property is { IsStatic: true, Type: INamedTypeSymbol type } && IsContext(type) && compilation.IsSymbolAccessibleWithin(property, compilation.Assembly));

    private static bool IsSerialization(INamedTypeSymbol? type, string name) => type?.Is(KnownNames.SerializationNamespace, name) == true;

    /// <summary>The mode that an attribute sets; null where it leaves that to another.</summary>
    private static int? ModeOf(AttributeData? attribute) =>
        attribute?.NamedArguments.FirstOrDefault(static argument => argument.Key == "GenerationMode").Value.Value is int mode && mode != 0 ? mode : null;
}
