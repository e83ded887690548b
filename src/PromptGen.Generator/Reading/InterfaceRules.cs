using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Reading;

/// <summary>What an interface must be for the compiler to add a client to it.</summary>
internal static class InterfaceRules
{
    /// <summary>Whether a client can be added; where not, that is reported.</summary>
    public static bool Check(INamedTypeSymbol type, Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var canExtend = PartialTypeRules.CheckPartial(type, diagnostics, cancellationToken);
        if (WhyNotExtensible(type, compilation) is var (reason, at))
        {
            diagnostics.Add(diagnostics.Create(Rules.InterfaceNotExtensible, at.LocationOrNone(), [], [], type.Name, reason));
            canExtend = false;
        }

        return canExtend;
    }

    private static (string Reason, ISymbol At)? WhyNotExtensible(INamedTypeSymbol type, Compilation compilation)
    {
        if (PartialTypeRules.WhyNotExtensible(type) is { } reason)
            return (reason, type);
        if (type.Name is KnownNames.Create or KnownNames.Requests or KnownNames.Client)
            return ("its name is that of a member that the compiler adds", type);

        // The analyzer sees the interface with what was added to it.
        if (type.GetMembers().FirstOrDefault(static member => IsInTheWay(member) && !PartialTypeRules.IsEmitted(member)) is { } clash)
            return ($"'{clash.Name}' is the name of a member that the compiler adds", clash);

        foreach (var declaring in new[] { type }.Concat(type.AllInterfaces))
        {
            var isAdded = declaring.Is(KnownNames.Namespace, "IPromptClient");
            if (!IsSame(declaring, type) && !isAdded && TypeAccess.WhyNotNameable(declaring, compilation) is { } unnameable)
                return ($"it inherits '{declaring.ToReadable()}', and {unnameable}", type);
            foreach (var member in declaring.GetMembers().Where(member => member.IsAbstract && !PromptMethods.IsImplemented(type, member)))
            {
                var at = IsSame(declaring, type) ? member : type;
                if (member is IPropertySymbol or IEventSymbol)
                    return ($"'{member.Name}' is not a method, and only methods can be prompts", at);
                if (member.IsStatic && !isAdded)
                    return ($"'{member.Name}' is static and abstract, and only instance methods can be prompts", at);
                if (!compilation.IsSymbolAccessibleWithin(member, type))
                    return ($"'{member.Name}' of '{declaring.ToReadable()}' cannot be implemented outside of its assembly", at);
            }
        }

        return null;
    }

    private static bool IsInTheWay(ISymbol member) => member.Name switch
    {
        KnownNames.Requests or KnownNames.Client => true,
        KnownNames.Create => member is not IMethodSymbol method
            || method is { Arity: 0, Parameters: [{ RefKind: RefKind.None } transport, { RefKind: RefKind.None } options] }
            && transport.Type.Is(KnownNames.Namespace, "IChatTransport")
            && options.Type.Is(KnownNames.Namespace, "PromptClientOptions"),
        _ => false,
    };

    private static bool IsSame(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
