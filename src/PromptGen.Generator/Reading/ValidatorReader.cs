using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Reading;

/// <summary>Reads which class checks what a prompt returns.</summary>
internal static class ValidatorReader
{
    /// <summary>The class in scope, from the root; null where there is none, or none that can be used, which is reported.</summary>
    public static string? Read(INamedTypeSymbol client, IMethodSymbol method, MethodProblems problems, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var attribute in SettingsReader.Defaults(client, method))
        {
            if (SettingsReader.FindArgument(attribute, KnownNames.Validator)?.Value is not ITypeSymbol validator)
                continue;
            if (validator is not INamedTypeSymbol { IsUnboundGenericType: true } && validator.IsUnknown())
            {
                problems.Fail();
                return null;
            }

            // An assembly's validator need not check every interface.
            var isForAll = ReferenceEquals(attribute, client.ContainingAssembly.FindAttribute(KnownNames.PromptDefaults));
            if ((WhyNotUsable(validator, client, compilation) ?? (isForAll ? null : WhyOfNoUse(validator, client, compilation))) is not { } reason)
                return validator.ToQualified();
            problems.Report(Rules.ValidatorNotUsable, AttributeArguments.Locate(attribute, KnownNames.Validator, cancellationToken) ?? Location.None, validator.ToReadable(), client.ToReadable(), reason);
            return null;
        }

        return null;
    }

    private static string? WhyNotUsable(ITypeSymbol type, INamedTypeSymbol client, Compilation compilation)
    {
        if (type is INamedTypeSymbol { IsUnboundGenericType: true })
            return "it is generic; name it with its type arguments";
        if (!type.AllInterfaces.Any(IsValidator))
            return "it does not implement IPromptValidator<T>";
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } validator)
            return "it is no class that can be made";
        if (validator.IsInFileLocal() || !compilation.IsSymbolAccessibleWithin(validator, client))
            return "emitted code cannot reach it; make it internal or public";
        if (TypeAccess.WhyNotNameable(validator, compilation) is { } reason)
            return reason;
        if (!validator.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, client) && !constructor.IsForbidden()))
            return "it has no constructor without parameters; give such a validator to the client by PromptClientOptions.Validators";
        return ObjectMembers.RequiredOf(validator).Any() && !validator.InstanceConstructors.Any(static constructor => constructor.Parameters.IsEmpty && ObjectMembers.SetsRequired(constructor))
            ? "it has required members, which nobody would set; give such a validator to the client by PromptClientOptions.Validators"
            : null;
    }

    private static string? WhyOfNoUse(ITypeSymbol validator, INamedTypeSymbol client, Compilation compilation) =>
        PromptMethods.ImplementedBy(client).Any(method => Checks(validator, method, compilation))
            ? null
            : "it checks other types; implement IPromptValidator<T> for what one of them returns";

    private static bool Checks(ITypeSymbol validator, IMethodSymbol method, Compilation compilation) =>
        ReturnTypeReader.ReadShape(method) is var (_, type)
        && validator.AllInterfaces.Any(implemented => IsValidator(implemented) && compilation.ClassifyCommonConversion(type, implemented.TypeArguments[0]) is { IsImplicit: true, IsUserDefined: false, Exists: true });

    private static bool IsValidator(INamedTypeSymbol type) => type is { TypeArguments.Length: 1 } && type.Is(KnownNames.Namespace, KnownNames.PromptValidator);
}
