using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Emitting;

namespace PromptGen.Generator.Tests;

/// <summary>A compilation with the generator run over it, as a user's project would run it: documentation on, every warning on.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly GeneratorDriverOptions DriverOptions = new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    private Task<ImmutableArray<Diagnostic>>? _built;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver, ImmutableArray<AdditionalText> files = default)
    {
        Input = input;
        Files = files.IsDefault ? [] : files;
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        Output = SerializerGenerator.AddTo(output, input);
        Diagnostics = diagnostics;
    }

    public static ImmutableArray<MetadataReference> References { get; } =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(PromptAttribute).Assembly.Location)];

    /// <summary>Every analyzer that there is.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(PromptInterfaceAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>What all compilations come from: the references are bound once.</summary>
    private static CSharpCompilation Empty { get; } = CSharpCompilation.Create(
        "My-Test.Assembly",
        [],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true, warningLevel: 9999));

    public CSharpCompilation Input { get; }

    /// <summary>The additional files.</summary>
    public ImmutableArray<AdditionalText> Files { get; }

    public Compilation Output { get; }

    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public static GeneratorRun Start(string source, string assemblyName = "My-Test.Assembly") =>
        Start(Compile([Parse(source, "Source.cs")], OutputKind.DynamicallyLinkedLibrary).WithAssemblyName(assemblyName));

    public static GeneratorRun Start(string source, ImmutableArray<AdditionalText> files, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) => new(
        Compile([Parse(source, "Source.cs")], kind),
        CSharpGeneratorDriver.Create([new PromptGenerator().AsSourceGenerator()], files, ParseOptions, driverOptions: DriverOptions),
        files);

    public static GeneratorRun Start(CSharpCompilation compilation) => new(
        compilation, CSharpGeneratorDriver.Create([new PromptGenerator().AsSourceGenerator()], parseOptions: ParseOptions, driverOptions: DriverOptions));

    public static GeneratorRun Start(CSharpCompilation compilation, ImmutableArray<AdditionalText> files, AnalyzerConfigOptionsProvider options) => new(
        compilation,
        CSharpGeneratorDriver.Create([new PromptGenerator().AsSourceGenerator()], files, ParseOptions, options, DriverOptions),
        files);

    public static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), ParseOptions, path);

    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees, OutputKind kind) =>
        Empty.WithOptions(Empty.Options.WithOutputKind(kind)).AddSyntaxTrees(trees);

    /// <summary>Runs again over a changed compilation, knowing what it knew.</summary>
    public GeneratorRun Continue(CSharpCompilation compilation) => new(compilation, Driver, Files);

    /// <summary>Runs again with additional files.</summary>
    public GeneratorRun With(ImmutableArray<AdditionalText> files) => new(Input, Driver.AddAdditionalTexts(files), Files.AddRange(files));

    /// <summary>Runs again with another text in place of an additional file.</summary>
    public GeneratorRun Replace(AdditionalText before, AdditionalText after) => new(Input, Driver.ReplaceAdditionalText(before, after), Files.Replace(before, after));

    /// <summary>Runs again after an edit of the first source file.</summary>
    public GeneratorRun Edit(Func<string, string> edit)
    {
        var tree = Input.SyntaxTrees[0];
        var text = edit(tree.ToString());
        Assert.NotEqual(tree.ToString(), text);
        return Continue(Input.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath)));
    }

    /// <summary>The reasons of a step's outputs.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) => Outputs(step).Select(static output => output.Reason);

    /// <summary>The values of a step's outputs.</summary>
    public IEnumerable<object> Values(string step) => Outputs(step).Select(static output => output.Value);

    /// <summary>How many files were written again.</summary>
    public int OutputsRedone => Result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs)
        .Count(static output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);

    /// <summary>What the analyzers of declarations say of the output, as a user's build runs them; suggestions only where they are asked for.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(DiagnosticSeverity least = DiagnosticSeverity.Warning) =>
        [.. (await AnalyzeAsync([new PromptInterfaceAnalyzer(), new JsonContractsAnalyzer(), new TemplateFileAnalyzer()])).Where(diagnostic => diagnostic.Severity >= least)];

    /// <summary>What some analyzers say of the output.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync(ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        Output.WithAnalyzers(analyzers, new AnalyzerOptions(Files)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    /// <summary>What the compiler and the analyzers of declarations say of the output, in one go.</summary>
    public Task<ImmutableArray<Diagnostic>> BuildAsync() => _built ??= BuildAsync([new PromptInterfaceAnalyzer(), new JsonContractsAnalyzer(), new TemplateFileAnalyzer()]);

    /// <summary>What the compiler and some analyzers say of the output, in one go.</summary>
    public Task<ImmutableArray<Diagnostic>> BuildAsync(ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        Output.WithAnalyzers(analyzers, new AnalyzerOptions(Files)).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);

    /// <summary>What all analyzers say of the first source file and of the files beside it, as an editor runs them: what is emitted is known, but not gone through.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeOpenFilesAsync()
    {
        var session = Output.WithAnalyzers(Analyzers, new AnalyzerOptions(Files));
        var findings = await session.GetAnalyzerSemanticDiagnosticsAsync(Output.GetSemanticModel(Input.SyntaxTrees[0]), null, TestContext.Current.CancellationToken);
        foreach (var file in Files)
        {
            var inFile = await session.GetAnalysisResultAsync(file, TestContext.Current.CancellationToken);
            findings = findings.AddRange(inFile.GetAllDiagnostics());
        }

        return findings;
    }

    /// <summary>The output without the line that silences its warnings.</summary>
    public Compilation Unsilenced => SerializerGenerator.AddTo(Input, Input).AddSyntaxTrees(Result.GeneratedSources.Select(static source =>
    {
        var text = source.SourceText.ToString();
        Assert.Contains(Emitted.Silence + "\n", text, StringComparison.Ordinal);
        return Parse(text.Replace(Emitted.Silence, "", StringComparison.Ordinal), source.HintName);
    }));

    /// <summary>What was emitted, file by file.</summary>
    public string EmittedText => string.Join("\n", Result.GeneratedSources
        .OrderBy(static source => source.HintName, StringComparer.Ordinal)
        .Select(static source => $"//// {source.HintName}\n{source.SourceText}"));

    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(static run => run.Outputs) : [];
}
