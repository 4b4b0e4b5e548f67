"""The other files of a repository: model_quantized.onnx (q8), model_q4.onnx, model_fp16.onnx."""
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.float16 import convert_float_to_float16
from optimum.onnxruntime import ORTQuantizer
from optimum.onnxruntime.configuration import AutoQuantizationConfig


def q8(folder, stem="model"):
    """Dynamic, unsigned 8-bit weights: what Transformers.js takes where no device is named."""
    with tempfile.TemporaryDirectory() as at:
        quantizer = ORTQuantizer(folder / "onnx" / f"{stem}.onnx")
        quantizer.quantize(AutoQuantizationConfig.avx2(is_static=False, per_channel=False), save_dir=at)
        Path(at, f"{stem}_quantized.onnx").rename(folder / "onnx" / f"{stem}_quantized.onnx")


def q4(folder):
    """MatMulNBits, 4 bits, blocks of 32, symmetric."""
    quantizer = MatMulNBitsQuantizer(onnx.load(folder / "onnx" / "model.onnx"), block_size=32, is_symmetric=True)
    quantizer.process()
    quantizer.model.save_model_to_file(str(folder / "onnx" / "model_q4.onnx"), False)


def fp16(folder, keep):
    """Weights, arithmetic and caches in float16; the values named in `keep` stay float32."""
    model = convert_float_to_float16(onnx.load(folder / "onnx" / "model.onnx"), keep_io_types=list(keep))
    onnx.save(model, folder / "onnx" / "model_fp16.onnx")
