using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Reading;
using PromptGen.Models;

namespace PromptGen.Generator.Analyzers;

/// <summary>Holds <c>new ChatParameters { … }</c> and <c>parameters with { … }</c> to what their model takes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChatParametersAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.ParameterOutOfBounds,
        Rules.ParameterNotPortable,
        Rules.ParameterNotTaken,
        Rules.ResponseFormatNotTaken,
        Rules.ParametersExclusive,
        Rules.TemperatureWithTopP,
        Rules.StopWithStructure,
        Rules.TokenLimitRenamed,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // Nothing is done in a compilation that does not know PromptGen, and no file is read where no parameters are set.
            if (start.Compilation.GetTypeByMetadataName(KnownNames.PromptMetadataName) is null)
                return;
            var catalog = new Lazy<ModelCatalog>(() => ModelsFile.ReadCatalog(start.Options, start.CancellationToken), LazyThreadSafetyMode.PublicationOnly);
            start.RegisterExpressionAction<ExpressionSyntax>(IsCandidate, (context, operation) => Analyze(context, operation, catalog));
        });
    }

    private static bool IsCandidate(ExpressionSyntax expression) => expression is BaseObjectCreationExpressionSyntax { Initializer.Expressions.Count: > 0 } or WithExpressionSyntax;

    private static void Analyze(SemanticModelAnalysisContext context, IOperation operation, Lazy<ModelCatalog> catalog)
    {
        if (operation.Type?.Is(KnownNames.Namespace, KnownNames.ChatParameters) != true || InitializerOf(operation) is not { Initializers.Length: > 0 } initializer)
            return;

        var constants = new ConstantReader(context.SemanticModel.Compilation, context.CancellationToken);
        var parameters = new List<KnownParameter>();
        var values = new Dictionary<string, Location>(StringComparer.Ordinal);
        foreach (var (property, value, location) in Assignments(initializer))
        {
            if (Read(property, value, constants) is { } parameter && !values.ContainsKey(property))
            {
                parameters.Add(parameter);
                values.Add(property, location);
            }
        }

        if (parameters.Count == 0)
            return;

        var call = PromptCallSite.Of(operation);
        var request = new KnownRequest(ModelOf(operation, call, constants), parameters.ToEquatableArray())
        {
            HasSchema = call?.HasSchema,
            IsStream = call?.IsStream == true,
        };
        foreach (var problem in RequestRules.Check(request, catalog.Value))
        {
            // What is wrong about the prompt's own shape is said where that is declared.
            if (values.TryGetValue(problem.Rule == RequestRule.ResponseFormatNotTaken ? KnownParameter.ResponseFormat : problem.Subject, out var location))
                context.ReportDiagnostic(Diagnostic.Create(Rules.Of(problem.Rule), location, PropertiesOf(problem), [.. problem.Arguments]));
        }
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(RequestProblem problem) =>
        problem.Nearest is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(FixData.Nearest, problem.Nearest);

    private static IObjectOrCollectionInitializerOperation? InitializerOf(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => creation.Initializer,
        IWithOperation with => with.Initializer,
        _ => null,
    };

    private static IEnumerable<(string Property, IOperation Value, Location Location)> Assignments(IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (var operation in initializer.Initializers)
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var property }, Value: var value, Syntax: AssignmentExpressionSyntax syntax })
                yield return (property, value, syntax.Right.GetLocation());
        }
    }

    private static KnownParameter? Read(string property, IOperation value, ConstantReader constants)
    {
        if (property == KnownParameter.Stop)
            return constants.ReadTexts(value) is var (count, hasEmpty) ? KnownParameter.OfTexts(count, hasEmpty) : null;
        if (constants.TryRead(value, out var constant))
            return KnownParameter.Of(property, constant);

        // What comes from a type that has no null is set, whatever it is.
        return value is IConversionOperation { Operand.Type: { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } } ? new(property, null) : null;
    }

    /// <summary>
    /// The model that the parameters go to: the one beside them, else the one of what they are a copy of, else the one that the
    /// called prompt is declared with. Null where that is not known.
    /// </summary>
    private static string? ModelOf(IOperation parameters, PromptCallSite? call, ConstantReader constants)
    {
        foreach (var (property, value, _) in InitializerOf(parameters) is { } initializer ? Assignments(initializer) : [])
        {
            if (property == "Model")
                return !constants.TryRead(value, out var model) ? null : model is null ? call?.Model : model as string;
        }

        return parameters switch
        {
            IObjectCreationOperation or IPropertyReferenceOperation { Property: { IsStatic: true, Name: "None" } } => call?.Model,
            IWithOperation with => ModelOf(with.Operand, call, constants),
            IConversionOperation conversion => ModelOf(conversion.Operand, call, constants),
            _ => null,
        };
    }
}
