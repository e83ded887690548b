using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Reading;

/// <summary>Reads what a prompt returns: the value, what reads it, and in what it comes back.</summary>
internal static class ReturnTypeReader
{
    public static (ReturnShape Returns, string Type, string? Contract)? Read(
        IMethodSymbol method, ResultTypes resultTypes, MethodProblems problems, CancellationToken cancellationToken)
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

        if (type.SpecialType == SpecialType.System_String && type.NullableAnnotation != NullableAnnotation.Annotated)
            return (returns, "string", null);
        var (contract, problem) = resultTypes.Add(type);
        if (problem is null)
            return (returns, type.ToQualified(), contract);
        if (problem.IsCompilers)
            problems.Fail();
        else
            problems.Report(problem.IsEndless ? Rules.ResultTypeEndless : Rules.ResultTypeNotDescribable, LocationOf(method, cancellationToken), problem.Location is null ? [] : [problem.Location], type.ToReadable(), problem.Reason);
        return null;
    }

    /// <summary>The value, and in what it comes back; null where no prompt returns such a thing.</summary>
    public static (ReturnShape Returns, ITypeSymbol Type)? ReadShape(IMethodSymbol method)
    {
        if (method.RefKind != RefKind.None || method.ReturnType is not INamedTypeSymbol { TypeArguments: [var type] } outer)
            return null;
        if (outer.Is("System.Collections.Generic", "IAsyncEnumerable"))
            return type is { SpecialType: SpecialType.System_String, NullableAnnotation: not NullableAnnotation.Annotated } ? (new(IsStream: true), type) : null;
        if (!outer.Is("System.Threading.Tasks", "Task") && !outer.Is("System.Threading.Tasks", "ValueTask"))
            return null;

        var isValueTask = outer.Name == "ValueTask";
        if (type is not INamedTypeSymbol { TypeArguments: [var value] } || !type.Is(KnownNames.Namespace, KnownNames.PromptResult))
            return (new(isValueTask), type);

        // A result says what happened; there always is one.
        return type.NullableAnnotation == NullableAnnotation.Annotated ? null : (new(isValueTask, IsResult: true), value);
    }

    /// <summary>The return type as it is written.</summary>
    public static Location LocationOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : method.LocationOrNone();
}
