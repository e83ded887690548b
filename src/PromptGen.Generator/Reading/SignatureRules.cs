using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Reading;

/// <summary>What a method's signature must be for the method to be a prompt.</summary>
internal static class SignatureRules
{
    private static readonly (ParameterKind Kind, string Name)[] Single =
        [(ParameterKind.Token, "CancellationToken"), (ParameterKind.Parameters, "ChatParameters"), (ParameterKind.History, "history of messages")];

    /// <summary>Whether an implementation can be written at all, be it one that throws.</summary>
    public static bool CanBeWritten(IMethodSymbol method, Compilation compilation) =>
        !method.IsVararg
        && TypeAccess.WhyNotNameable(method.ReturnType, compilation) is null
        && method.Parameters.All(parameter => TypeAccess.WhyNotNameable(parameter.Type, compilation) is null);

    public static void Check(IMethodSymbol method, Compilation compilation, MethodProblems problems)
    {
        if (method.IsGenericMethod)
            Report(method, "it is generic");
        if (method.IsVararg)
            Report(method, "it takes an __arglist");
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Name.Length == 0 || parameter.Type.IsUnknown())
                problems.Fail();
            else if (parameter.RefKind != RefKind.None)
                Report(parameter, $"its parameter '{parameter.Name}' is passed by reference");
            else if (parameter.Type.IsRefLikeType)
                Report(parameter, $"its parameter '{parameter.Name}' cannot outlive the call, as a request does");
            else if (TypeAccess.WhyNotNameable(parameter.Type, compilation) is { } reason)
                Report(parameter, $"its parameter '{parameter.Name}' is of type '{parameter.Type.ToReadable()}', and {reason}");
            else if (!TypeAccess.IsReachable(parameter.Type, compilation))
                Report(parameter, $"its parameter '{parameter.Name}' is of type '{parameter.Type.ToReadable()}', which only the interface itself can reach");
        }

        var kinds = method.Parameters.Select(static parameter => ParameterKinds.Of(parameter.Type)).ToList();
        foreach (var (kind, name) in Single)
        {
            if (kinds.IndexOf(kind) != kinds.LastIndexOf(kind))
                Report(method, $"it has more than one {name}");
        }

        if (!kinds.Contains(ParameterKind.Token))
            problems.Warn(Rules.TokenMissing, method.LocationOrNone(), method.Name);

        void Report(ISymbol at, string reason) => problems.Report(Rules.MethodNotAPrompt, at.LocationOrNone(), method.Name, reason);
    }
}
