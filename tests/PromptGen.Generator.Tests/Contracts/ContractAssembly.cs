using System.Reflection;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>Contracts that were written, compiled and loaded: what a user's program would have.</summary>
internal sealed class ContractAssembly
{
    private readonly GeneratorRun _run;
    private readonly Assembly _assembly;

    public ContractAssembly(string source)
    {
        _run = GeneratorRun.Start(source);
        using var image = new MemoryStream();
        var emitted = _run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)) + "\n" + source);
        _assembly = Assembly.Load(image.ToArray());
    }

    /// <summary>The contract of a class that has just one.</summary>
    public LoadedContract this[string className]
    {
        get
        {
            var reading = ContractsReader.Read(_run.Input.GetTypeByMetadataName(className)!, _run.Input, TestContext.Current.CancellationToken)!;
            var (name, type, _) = Assert.Single(reading.Listed);
            var contract = (JsonContract)_assembly.GetType(className)!.GetProperty(name, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            return LoadedContract.Of(contract, new(TypeReader.Read(type, _run.Input, NamingPolicy.CamelCase, TestContext.Current.CancellationToken).Definitions), type.ToReadable());
        }
    }
}

/// <summary>A contract of whatever type.</summary>
internal abstract class LoadedContract(ContractModel model, string type)
{
    public ContractModel Model { get; } = model;

    /// <summary>The type, for messages.</summary>
    public string Type { get; } = type;

    public abstract JsonTree Schema { get; }

    public abstract Type ClrType { get; }

    public static LoadedContract Of(JsonContract contract, ContractModel model, string type)
    {
        var of = contract.GetType();
        while (!of.IsGenericType || of.GetGenericTypeDefinition() != typeof(JsonContract<>))
            of = of.BaseType!;
        return (LoadedContract)Activator.CreateInstance(typeof(Loaded<>).MakeGenericType(of.GetGenericArguments()), contract, model, type)!;
    }

    public abstract bool TryRead(byte[] document, out object? value, out IReadOnlyList<SchemaViolation> violations);

    /// <summary>The document of a value; null, with the violations, where the schema does not admit it.</summary>
    public abstract string? Write(object? value, out IReadOnlyList<SchemaViolation> violations);

    private sealed class Loaded<T>(JsonContract<T> contract, ContractModel model, string type) : LoadedContract(model, type)
    {
        public override JsonTree Schema { get; } = StrictJson.Parse(contract.Schema.ToArray())!;

        public override Type ClrType => typeof(T);

        public override bool TryRead(byte[] document, out object? value, out IReadOnlyList<SchemaViolation> violations)
        {
            var isValid = contract.TryRead(document, out var typed, out violations);
            value = typed;
            return isValid;
        }

        public override string? Write(object? value, out IReadOnlyList<SchemaViolation> violations)
        {
            violations = [];
            try
            {
                return contract.ToJson((T)value!);
            }
            catch (SchemaViolationException exception)
            {
                violations = exception.Violations;
                return null;
            }
        }
    }
}
