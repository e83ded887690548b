using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Analyzers;

/// <summary>Finds transports over a client that is made anew each time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HttpClientAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ClientPerCall];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.PromptMetadataName) is not null)
                start.RegisterExpressionAction<BaseObjectCreationExpressionSyntax>(static creation => creation.ArgumentList?.Arguments.Count > 0, Analyze);
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, IOperation operation)
    {
        if (operation is not IObjectCreationOperation { Type: { } type } transport || !type.Is(KnownNames.Namespace, KnownNames.HttpChatTransport)
            || transport.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0) is not { Value: var client })
            return;
        foreach (var creation in Origins(client, context))
        {
            if (IsHttp(creation.Type, "HttpClient") && HasOwnConnections(creation, context) && RunsOften(creation, context))
                context.ReportDiagnostic(Diagnostic.Create(Rules.ClientPerCall, creation.Syntax.GetLocation()));
        }
    }

    /// <summary>Where a value is made, as far as the method itself says so: in place, or where a local is declared.</summary>
    private static IEnumerable<IObjectCreationOperation> Origins(IOperation value, SemanticModelAnalysisContext context) =>
        Alternatives.Of(value).SelectMany(origin => origin switch
        {
            IObjectCreationOperation creation => [creation],
            ILocalReferenceOperation { Local: var local } when InitializerOf(local, context) is { } initializer =>
                Alternatives.Of(initializer).OfType<IObjectCreationOperation>(),
            _ => [],
        });

    private static IOperation? InitializerOf(ILocalSymbol local, SemanticModelAnalysisContext context) =>
        local.DeclaringSyntaxReferences is [var reference]
        && context.SemanticModel.GetOperation(reference.GetSyntax(context.CancellationToken), context.CancellationToken) is IVariableDeclaratorOperation declarator
            ? declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value
            : null;

    /// <summary>Connections belong to the handler: a client over one that comes from elsewhere shares them, as those of a factory do.</summary>
    private static bool HasOwnConnections(IObjectCreationOperation client, SemanticModelAnalysisContext context) =>
        client.Arguments.FirstOrDefault(static argument => IsHttp(argument.Parameter?.Type, "HttpMessageHandler")) is not { Value: var handler }
        || Origins(handler, context).Any();

    /// <summary>Whether what is around the expression runs many times, by all that can be seen.</summary>
    private static bool RunsOften(IOperation operation, SemanticModelAnalysisContext context)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IForEachLoopOperation each when child == each.Collection:
                case IForLoopOperation { Before: var before } when before.Contains(child):
                    break;
                case ILoopOperation or ILocalFunctionOperation:
                    return true;
                case IAnonymousFunctionOperation function:
                    return !RunsOnce(function);
            }
        }

        // The rest is constructors and initializers: once for each object, or once for all.
        return context.SemanticModel.GetEnclosingSymbol(operation.Syntax.SpanStart, context.CancellationToken)
            is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) } method && !IsEntryPoint(method);
    }

    private static bool IsEntryPoint(IMethodSymbol method) => method is { IsStatic: true, Name: "Main" or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName };

    /// <summary>Whether a function makes what is made once: it goes to a <c>Lazy</c>, or is registered as a singleton.</summary>
    private static bool RunsOnce(IAnonymousFunctionOperation function)
    {
        var value = (IOperation)function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation)
            value = value.Parent;
        return value.Parent is IArgumentOperation { Parent: var call } && call switch
        {
            IObjectCreationOperation { Type: { } type } => type.Is("System", "Lazy"),
            IInvocationOperation { TargetMethod.Name: var name } => name.Contains("Singleton"),
            _ => false,
        };
    }

    private static bool IsHttp(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is("System.Net.Http", name))
                return true;
        }

        return false;
    }
}
