using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>Reads what a prompt returns: the value, what reads it, and in what it comes back.</summary>
internal static class ReturnTypeReader
{
    /// <summary>A type without its namespaces, nor marks of what may be null.</summary>
    private static readonly SymbolDisplayFormat ShortName = SymbolDisplayFormat.MinimallyQualifiedFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static (ReturnShape Returns, ITypeSymbol Type, ContractSource? Contract)? Read(
        INamedTypeSymbol client, IMethodSymbol method, ResultTypes resultTypes, MethodProblems problems, CancellationToken cancellationToken)
    {
        if (ReadShape(method) is not var (returns, type))
        {
            // What the compiler does not know it reports itself.
            if (method.ReturnType.IsUnknown())
                problems.Fail();
            else
                problems.Report(Rules.ReturnTypeNotSupported, LocationOf(method, cancellationToken), $"{method.ContainingType.Name}.{method.Name}", (method.ReturnsByRef || method.ReturnsByRefReadonly ? "ref " : "") + method.ReturnType.ToReadable());
            return null;
        }

        if (IsPlainText(type))
            return (returns, type, null);

        // The items of a stream are those of a list, and the whole of it is what the schema describes.
        var result = returns.IsStream && resultTypes.Compilation.GetTypeByMetadataName("System.Collections.Generic.IReadOnlyList`1") is { } list ? list.Construct([type], [type.NullableAnnotation]) : type;
        var (contract, problem, excess) = resultTypes.Add(result, ResultOptions.Of(client, method));
        if (excess is not null)
            problems.Warn(Rules.SchemaTooLarge, LocationOf(method, cancellationToken), type.ToReadable(), excess);
        if (problem is null)
            return (returns, result, new(contract!));
        if (problem is { IsCompilers: false, IsEndless: false } && !returns.IsStream && ContextOf(client, method, type, resultTypes.Compilation) is { } context)
        {
            return CheckContext(context, client, method, type, problem, resultTypes.Compilation, problems, cancellationToken)
                ? (returns, type, new(context.ToQualified(), SchemaWriter.WireName(type.ToDisplayString(ShortName)).TrimEnd('_')))
                : null;
        }

        if (problem.IsCompilers)
            problems.Fail();
        else
            problems.Report(problem.IsEndless ? Rules.ResultTypeEndless : Rules.ResultTypeNotDescribable, LocationOf(method, cancellationToken), problem.Location is null ? [] : [problem.Location], type.ToReadable(), problem.Reason);
        return null;
    }

    /// <summary>Whether a value is an answer's text as it is, with no schema to it.</summary>
    public static bool IsPlainText(ITypeSymbol type) => type is { SpecialType: SpecialType.System_String, NullableAnnotation: not NullableAnnotation.Annotated };

    /// <summary>The value, of a stream one of its items, and in what it comes back; null where no prompt returns such a thing.</summary>
    public static (ReturnShape Returns, ITypeSymbol Type)? ReadShape(IMethodSymbol method)
    {
        if (method.RefKind != RefKind.None || method.ReturnType is not INamedTypeSymbol { TypeArguments: [var type] } outer)
            return null;
        if (outer.Is("System.Collections.Generic", "IAsyncEnumerable"))
            return (new(IsStream: true), type);
        if (!outer.Is("System.Threading.Tasks", "Task") && !outer.Is("System.Threading.Tasks", "ValueTask"))
            return null;

        var isValueTask = outer.Name == "ValueTask";
        if (type is not INamedTypeSymbol { TypeArguments: [var value] } || !type.Is(KnownNames.Namespace, KnownNames.PromptResult))
            return (new(isValueTask), type);

        // A result says what happened; there always is one.
        return type.NullableAnnotation == NullableAnnotation.Annotated ? null : (new(isValueTask, IsResult: true), value);
    }

    /// <summary>
    /// The JSON context that a type is to be read through; null where none is named, or where a context would help nothing: with a
    /// type that may be null, that is not known, or that emitted code cannot name.
    /// </summary>
    private static INamedTypeSymbol? ContextOf(INamedTypeSymbol client, IMethodSymbol method, ITypeSymbol type, Compilation compilation) =>
        type.NullableAnnotation == NullableAnnotation.Annotated
        || type.HasPart(static part => part.TypeKind is TypeKind.Error or TypeKind.TypeParameter)
        || !TypeAccess.IsReachable(type, compilation)
        || TypeAccess.WhyNotNameable(type, compilation) is not null
            ? null
            : JsonContexts.Of(client, method);

    /// <summary>Whether the context can read the type; where not, that is reported, or the compiler does.</summary>
    private static bool CheckContext(
        INamedTypeSymbol context, INamedTypeSymbol client, IMethodSymbol method, ITypeSymbol type, TypeProblem problem, Compilation compilation, MethodProblems problems, CancellationToken cancellationToken)
    {
        if (context.IsUnknown())
        {
            problems.Fail();
            return false;
        }

        var listing = JsonContexts.FindListing(context, type);
        var unusable = JsonContexts.WhyNotUsable(context, client, compilation, cancellationToken);
        var reason = unusable
            ?? (listing is null ? "it is not listed there"
            : JsonContexts.IsForWriting(listing, context) ? "it is listed there for writing alone, by its GenerationMode"
            : null);
        if (reason is null)
            return true;

        // A type that is dynamic somewhere cannot be written down in an attribute.
        var isFixable = unusable is null && listing is null && !type.HasPart(static part => part.TypeKind == TypeKind.Dynamic);
        problems.Report(
            Rules.TypeNotListed,
            LocationOf(method, cancellationToken),
            [context.LocationOrNone()],
            isFixable ? [(FixData.Type, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)), (FixData.Class, context.ToMetadataName())] : [],
            [type.ToReadable(), context.ToReadable(), reason, problem.Reason]);
        return false;
    }

    /// <summary>The return type as it is written.</summary>
    public static Location LocationOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : method.LocationOrNone();
}
